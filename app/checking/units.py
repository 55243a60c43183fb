"""Units of measure and currencies, each under one name."""

_SPELLINGS = {
    "usd": "usd us$ $ dollar dollars us-dollar us-dollars",
    "eur": "eur € euro euros",
    "gbp": "gbp £ sterling",
    "jpy": "jpy ¥ yen",
    "chf": "chf franc francs",
    "inr": "inr ₹ rs rupee rupees",
}
_CODES = (
    "cad aud nzd sek nok dkk pkr bdt cny rmb thb zar kes brl mxn php idr vnd lkr npr afn mmk fjd pgk sgd hkd krw "
    "try pln "
    "czk huf ngn ghs ugx tzs etb egp aed sar ils rub uah"
).split()
CURRENCIES = {spelt: code for code, words in _SPELLINGS.items() for spelt in words.split()} | {c: c for c in _CODES}

_MEASURES = {
    "second": "seconds sec secs",
    "minute": "minutes min mins",
    "hour": "hours hr hrs h",
    "day": "days",
    "night": "nights",
    "week": "weeks wk wks",
    "fortnight": "fortnights",
    "month": "months",
    "quarter": "quarters",
    "year": "years yr yrs",
    "decade": "decades",
    "century": "centuries",
    "mm": "millimetre millimetres millimeter millimeters",
    "cm": "centimetre centimetres centimeter centimeters",
    "m": "metre metres meter meters",
    "km": "kilometre kilometres kilometer kilometers kms",
    "mile": "miles",
    "foot": "feet ft",
    "inch": "inches",
    "yard": "yards",
    "hectare": "hectares ha",
    "acre": "acres",
    "mg": "milligram milligrams",
    "g": "gram grams",
    "kg": "kilogram kilograms kilo kilos kgs",
    "tonne": "tonnes ton tons",
    "pound": "pounds lb lbs",
    "ounce": "ounces oz",
    "litre": "litres liter liters l",
    "ml": "millilitre millilitres milliliter milliliters",
    "gallon": "gallons",
    "degree": "degrees °c °f °",
    "kw": "kilowatt kilowatts",
    "mw": "megawatt megawatts",
    "kwh": "",
    "kb": "kilobyte kilobytes",
    "mb": "megabyte megabytes",
    "gb": "gigabyte gigabytes",
    "tb": "terabyte terabytes",
    "time": "times",
    "point": "points",
}
MEASURES = {spelt: unit for unit, words in _MEASURES.items() for spelt in (unit, *words.split())}
# A day of these is not any day.
WORKING = frozenset("working business work office".split())
CALENDAR = frozenset({"calendar"})
# How often an amount is due.
RATES = {
    "daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year", "annual": "year",
    "annually": "year", "annum": "year", "hourly": "hour", "nightly": "night", "fortnightly": "fortnight",
}  # fmt: skip
