/* The page comes to life. */
"use strict";

document.getElementById("language").addEventListener("click", () => { speak(lang === "ja" ? "en" : "ja"); shownAt = null; countPending(); show(); });
window.addEventListener("hashchange", show);
/* the link that skips to the content must not change the address that names the view */
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); document.getElementById("view").focus(); });
speak(lang);
load("index").then(settleDecisions).finally(show);
