@pytest.mark.parametrize(
    ("printed", "base", "value"),
    [("百万インドネシアルピア", "IDR", 1_000_000), ("百万タイバーツ", "THB", 1_000_000), ("千香港ドル", "HKD", 1000)],
)
def test_currencies_of_subsidiaries_are_known(printed: str, base: str, value: int) -> None:
    unit = unit_of(printed)
    assert unit is not None
    assert (unit.base, unit.factor, unit.dimension) == (base, value, "money")
