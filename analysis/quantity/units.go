package quantity

import (
	"strings"
)

// A unitID indexes units.
type unitID uint16

// A unitClass says what a unit makes of its number.
type unitClass uint8

const (
	uNone    unitClass = iota
	uShare             // percent, per mille
	uChange            // percentage point, basis point
	uTime              // second … year
	uMoney             // dollar
	uMeasure           // metre
)

// A unitDef is a unit of measurement, time or money. Name is its singular British name.
type unitDef struct {
	name  string
	class unitClass
	times int16 // a decade is 10 years, a century 100: the factor, 0 for 1

	length bool // metres, miles
}

var units = []unitDef{{}}

// symbols are units written as symbols, by case: "mW" is not "MW". They stand glued to the digits or
// after one space.
var symbols = newLexicon(400, thisCase)

// def adds a unit with its words and its symbols; the lists are blank-separated.
func def(l *lexicon, class unitClass, name, wordForms, signs string) unitID {
	units = append(units, unitDef{name: name, class: class})
	id := unitID(len(units) - 1)
	for w := range strings.FieldsSeq(wordForms) {
		e := l.add(w)
		e.class |= cUnit
		e.unit = id
	}
	for w := range strings.FieldsSeq(signs) {
		e := symbols.add(w)
		e.class |= cUnit
		e.unit = id
	}
	return id
}

// Units that the grammar names.
var (
	unitPercent, unitMille, unitPoint, unitBasis unitID
	unitHour, unitQuarter, unitYear, unitTimes   unitID
	unitDegree, unitCelsius, unitFahrenheit      unitID
	unitSecond, unitMinute, unitDay, unitStone   unitID
	unitFarad, unitCoulomb                       unitID
	unitKilotonne, unitMegabyte                  unitID
	unitTesla, unitAmpere, unitKuna              unitID
	unitFoot, unitInch, unitCent, unitTorque     unitID
	unitsPerPart                                 map[int16]unitID // by the power of ten: parts per million
	unitDollar, unitSterling, unitPound          unitID
)

func measureWords(l *lexicon) {
	unitPercent = def(l, uShare, "percent", "percent pct percentage percents pc", "% ％ pc")
	unitMille = def(l, uShare, "per mille", "permille", "‰")
	unitPoint = def(l, uChange, "percentage point", "", "pp ppt ppts")
	unitBasis = def(l, uChange, "basis point", "bps", "bp bps")
	unitTimes = def(l, uNone, "times", "", "")

	timeUnit := func(name, forms, signs string) unitID { return def(l, uTime, name, forms, signs) }
	unitSecond = timeUnit("second", "second seconds sec secs", "s sec secs")
	timeUnit("millisecond", "millisecond milliseconds", "ms")
	timeUnit("microsecond", "microsecond microseconds", "μs µs")
	timeUnit("nanosecond", "nanosecond nanoseconds", "ns")
	unitMinute = timeUnit("minute", "minute minutes min mins", "min mins")
	unitHour = timeUnit("hour", "hour hours hr hrs", "h hr hrs")
	unitDay = timeUnit("day", "day days", "")
	timeUnit("week", "week weeks wk wks", "")
	timeUnit("fortnight", "fortnight fortnights", "")
	timeUnit("month", "month months", "")
	unitQuarter = timeUnit("quarter", "", "")
	unitYear = timeUnit("year", "year years yr yrs", "yr yrs")
	for _, d := range []struct {
		n     int16
		words string
	}{{10, "decade decades"}, {100, "century centuries"}, {1000, "millennium millennia"}} {
		units = append(units, unitDef{name: "year", class: uTime, times: d.n})
		for w := range strings.FieldsSeq(d.words) {
			e := l.add(w)
			e.class |= cUnit
			e.unit = unitID(len(units) - 1)
		}
	}

	measure := func(name, forms, signs string) unitID { return def(l, uMeasure, name, forms, signs) }
	length := func(name, forms, signs string) unitID {
		id := measure(name, forms, signs)
		units[id].length = true
		return id
	}
	length("metre", "metre metres meter meters", "m")
	for _, p := range []struct{ name, signs string }{
		{"kilometre", "km kms KM"}, {"centimetre", "cm"}, {"millimetre", "mm"}, {"micrometre", "μm µm"}, {"nanometre", "nm"}, {"decimetre", "dm"},
	} {
		stem := strings.TrimSuffix(p.name, "re")
		length(p.name, stem+"re "+stem+"res "+stem+"er "+stem+"ers", p.signs)
	}
	measure("micrometre", "micron microns", "")
	length("mile", "mile miles", "mi")
	length("yard", "yard yards", "yd yds")
	unitFoot = length("foot", "foot feet", "ft ′")
	unitInch = measure("inch", "inch inches", "in ″")
	measure("furlong", "furlong furlongs", "")
	measure("hectare", "hectare hectares", "ha")
	measure("acre", "acre acres", "")
	measure("litre", "litre litres liter liters", "l L ltr")
	for _, p := range []struct{ name, signs string }{{"millilitre", "ml mL"}, {"centilitre", "cl cL"}, {"decilitre", "dl dL"}, {"microlitre", "μl µl μL µL"}} {
		stem := strings.TrimSuffix(p.name, "re")
		measure(p.name, stem+"re "+stem+"res "+stem+"er "+stem+"ers", p.signs)
	}
	measure("gallon", "gallon gallons", "gal")
	measure("pint", "pint pints", "")
	measure("quart", "quart quarts", "")
	measure("barrel", "barrel barrels", "bbl")
	measure("bushel", "bushel bushels", "")
	measure("gram", "gram grams gramme grammes", "g")
	measure("kilogram", "kilogram kilograms kilogramme kilogrammes kilo kilos", "kg kgs KG")
	measure("milligram", "milligram milligrams", "mg")
	measure("microgram", "microgram micrograms", "μg µg mcg")
	measure("tonne", "tonne tonnes", "t T")
	measure("ton", "ton tons", "")
	unitKilotonne = measure("kilotonne", "kilotonne kilotonnes kiloton kilotons", "kt")
	measure("megatonne", "megatonne megatonnes megaton megatons", "Mt")
	l.class(0, "pound pounds") // money or mass: compound.go decides
	unitPound = measure("pound-mass", "lb lbs", "lb lbs")
	measure("ounce", "ounce ounces", "oz")
	measure("carat", "carat carats", "ct")
	unitStone = measure("stone", "", "")
	unitDegree = measure("degree", "", "°")
	unitCelsius = measure("celsius", "celsius centigrade", "°C C ℃")
	unitFahrenheit = measure("fahrenheit", "fahrenheit", "°F F ℉")
	measure("kelvin", "kelvin kelvins", "K")
	measure("mile per hour", "", "mph")
	measure("kilometre per hour", "", "kph kmh km/h km/hr kmph")
	measure("metre per second", "", "m/s")
	measure("mile per gallon", "", "mpg")
	measure("revolutions per minute", "", "rpm") // a name without a singular
	measure("beat per minute", "", "bpm")
	unitsPerPart = map[int16]unitID{ // one word, since there is no singular to name the unit by
		6:  measure("parts-per-million", "", "ppm"),
		9:  measure("parts-per-billion", "", "ppb"),
		12: measure("parts-per-trillion", "", ""),
	}
	measure("horsepower", "horsepower", "hp PS")
	measure("brake horsepower", "", "bhp")
	prefixed(l, "watt", "W", "kilo mega giga tera milli")
	prefixed(l, "watt hour", "Wh", "kilo mega giga tera")
	prefixed(l, "hertz", "Hz", "kilo mega giga")
	prefixed(l, "joule", "J", "kilo mega giga tera")
	prefixed(l, "volt", "V", "kilo milli")
	prefixed(l, "pascal", "Pa", "hecto kilo mega giga")
	prefixed(l, "byte", "B", "kilo mega giga tera peta exa")
	unitMegabyte = l.lookup("megabyte").unit
	symbols.add("gb").unit = symbols.lookup("GB").unit
	symbols.add("tb").unit = symbols.lookup("TB").unit
	unitTesla = measure("tesla", "teslas", "")
	prefixed(l, "bit", "bit", "kilo mega giga")
	symbols.add("b").unit = symbols.add("bit").unit
	measure("megabit per second", "", "Mbps Mb/s")
	measure("gigabit per second", "", "Gbps Gb/s")
	unitAmpere = measure("ampere", "ampere amperes amp amps", "A")
	measure("milliampere", "milliampere milliamperes", "mA")
	measure("milliampere-hour", "", "mAh")
	measure("ampere-hour", "", "Ah")
	measure("ohm", "ohm ohms", "Ω")
	unitFarad = measure("farad", "farad farads", "")
	measure("newton", "newton newtons", "N")
	measure("newton metre", "", "Nm N·m")
	unitTorque = measure("foot pound-force", "", "lb-ft ft-lb lbft")
	measure("decibel", "decibel decibels", "dB db")
	measure("pound-force per square inch", "", "psi")
	measure("bar", "", "bar")
	measure("calorie", "calorie calories", "cal")
	measure("kilocalorie", "kilocalorie kilocalories", "kcal")
	measure("british thermal unit", "", "BTU Btu")
	measure("mega british thermal unit", "", "mmBTU MMBtu mmBtu MMBTU")
	measure("megapixel", "megapixel megapixels", "MP Mpx")
	measure("pixel", "pixel pixels", "px")
	measure("square metre", "sqm", "m2 m² sqm")
	measure("square kilometre", "", "km2 km²")
	measure("square centimetre", "", "cm2 cm²")
	measure("square foot", "sqft", "ft2 ft² sqft")
	measure("cubic metre", "", "m3 m³")
	measure("cubic centimetre", "", "cm3 cm³ cc")
	measure("barrel per day", "", "bpd b/d")
	measure("millimetre of mercury", "", "mmHg")
	measure("milligram per decilitre", "", "mg/dL mg/dl")
	measure("millimole per litre", "", "mmol/L mmol/l")
	measure("sievert", "sievert sieverts", "Sv")
	measure("millisievert", "millisievert millisieverts", "mSv")
	measure("becquerel", "becquerel becquerels", "Bq")
	measure("lumen", "lumen lumens", "lm")
	measure("frame per second", "", "fps")
	measure("milligram per litre", "", "mg/l mg/L")
	measure("microgram per cubic metre", "", "μg/m3 µg/m3 μg/m³ µg/m³")
	measure("gram per kilometre", "", "g/km")
}

// prefixed adds a metric unit with the decimal prefixes that are in use with it.
func prefixed(l *lexicon, name, sign, prefixes string) {
	plural := func(n string) string {
		if n == "hertz" || strings.HasSuffix(n, "hertz") {
			return n
		}
		return n + " " + n + "s"
	}
	forms := func(prefix string) string {
		if strings.Contains(name, " ") { // two words: read as a compound (compound.go)
			return ""
		}
		return plural(prefix + name)
	}
	def(l, uMeasure, name, forms(""), sign)
	signs := map[string]string{"kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E", "milli": "m", "hecto": "h"}
	for p := range strings.FieldsSeq(prefixes) {
		s := signs[p] + sign
		if p == "kilo" && name == "byte" {
			s += " KB"
		}
		def(l, uMeasure, p+name, forms(p), s)
	}
}
