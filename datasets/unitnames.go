package datasets

import (
	"math/big"
	"strings"
	"sync"
)

var scaleWords = map[string]int64{
	"hundred": 100, "hundreds": 100, "thousand": 1000, "thousands": 1000, "'000": 1000, "’000": 1000, "000s": 1000,
	"lakh": 1e5, "million": 1e6, "millions": 1e6, "mn": 1e6, "mio": 1e6, "crore": 1e7, "billion": 1e9, "billions": 1e9,
	"bn": 1e9, "trillion": 1e12, "trillions": 1e12,
}

func scaleWord(ten int) string {
	switch ten {
	case 3:
		return "thousand"
	case 6:
		return "million"
	case 9:
		return "billion"
	case 12:
		return "trillion"
	}
	return "1" + strings.Repeat("0", ten)
}

// unitTable lists the known units: class, singular British name, size in the dimension's basic unit,
// dimension, other spellings. The sizes are exact: the inch is 25.4 mm and the pound 0.453 592 37 kg
// since 1959, the US gallon 231 cubic inches; a year is the Gregorian mean of 365.2425 days.
var unitTable = []struct {
	class     UnitClass
	name      string
	size      string
	dimension string
	spellings string
}{
	{FractionUnit, "percent", "1/100", "", "%|per cent|pct|percentage|percents|percent (%)"},
	{FractionUnit, "per mille", "1/1000", "", "‰|permille|per mil|promille|per mill"},
	{FractionUnit, "fraction", "1", "", "proportion|share|probability"},
	{PointUnit, "percentage point", "1/100", "", "percentage points|pp|p.p.|percent point|percent points|per cent points|% points|%-points|pct points"},
	{RatioUnit, "times", "1", "", "ratio|fold|-fold|x|multiple|time"},
	{ScoreUnit, "point", "1", "", "points|score|index|index points|index point|index (0-1)|index (0-100)"},
	{DateUnit, "date", "1", "", "dates|day of event"},

	{DurationUnit, "second", "1", "time", "seconds|s|sec|secs"},
	{DurationUnit, "minute", "60", "time", "minutes|min|mins"},
	{DurationUnit, "hour", "3600", "time", "hours|h|hr|hrs"},
	{DurationUnit, "day", "86400", "time", "days"},
	{DurationUnit, "week", "604800", "time", "weeks"},
	{DurationUnit, "month", "2629746", "time", "months"},
	{DurationUnit, "year", "31556952", "time", "years|yr|yrs|annum"},
	{DurationUnit, "year of age", "31556952", "time", "years of age|years old|year old"},
	{DurationUnit, "decade", "315569520", "time", "decades"},
	{DurationUnit, "century", "3155695200", "time", "centuries"},

	{MeasureUnit, "millimetre", "1/1000", "length", "millimetres|millimeter|millimeters|mm"},
	{MeasureUnit, "centimetre", "1/100", "length", "centimetres|centimeter|centimeters|cm"},
	{MeasureUnit, "metre", "1", "length", "metres|meter|meters|m"},
	{MeasureUnit, "kilometre", "1000", "length", "kilometres|kilometer|kilometers|km"},
	{MeasureUnit, "inch", "254/10000", "length", "inches"},
	{MeasureUnit, "foot", "3048/10000", "length", "feet|ft"},
	{MeasureUnit, "yard", "9144/10000", "length", "yards|yd"},
	{MeasureUnit, "mile", "1609344/1000", "length", "miles|mi"},
	{MeasureUnit, "square metre", "1", "area", "square metres|square meter|square meters|m2|m²|sqm|sq m|sq. m"},
	{MeasureUnit, "square kilometre", "1000000", "area", "square kilometres|square kilometer|square kilometers|km2|km²|sq km|sq. km"},
	{MeasureUnit, "hectare", "10000", "area", "hectares|ha"},
	{MeasureUnit, "acre", "40468564224/10000000", "area", "acres"},
	{MeasureUnit, "mu", "2000/3", "area", "mu of land"},
	{MeasureUnit, "square mile", "2589988110336/1000000", "area", "square miles|sq mi"},
	{MeasureUnit, "litre", "1/1000", "volume", "litres|liter|liters|l"},
	{MeasureUnit, "cubic metre", "1", "volume", "cubic metres|cubic meter|cubic meters|m3|m³"},
	{MeasureUnit, "gallon", "3785411784/1000000000000", "volume", "gallons|us gallon|us gallons"},
	{MeasureUnit, "barrel", "158987294928/1000000000000", "volume", "barrels|bbl"},
	{MeasureUnit, "gram", "1/1000", "mass", "grams|gramme|grammes|g"},
	{MeasureUnit, "kilogram", "1", "mass", "kilograms|kilogramme|kilogrammes|kg"},
	{MeasureUnit, "tonne", "1000", "mass", "tonnes|metric ton|metric tons|metric tonne|metric tonnes|ton|tons|t"},
	{MeasureUnit, "kilotonne", "1000000", "mass", "kilotonnes|kiloton|kilotons|kt"},
	{MeasureUnit, "megatonne", "1000000000", "mass", "megatonnes|megaton|megatons|mt"},
	{MeasureUnit, "pound", "45359237/100000000", "mass", "pounds|lb|lbs"},
	{MeasureUnit, "degree celsius", "1", "temperature in celsius", "degrees celsius|°c|celsius"},
	{MeasureUnit, "degree fahrenheit", "1", "temperature in fahrenheit", "degrees fahrenheit|°f|fahrenheit"},
	{MeasureUnit, "kelvin", "1", "temperature in kelvin", "k"},
	{MeasureUnit, "joule", "1", "energy", "joules|j"},
	{MeasureUnit, "kilowatt-hour", "3600000", "energy", "kilowatt-hours|kilowatt hour|kilowatt hours|kwh"},
	{MeasureUnit, "megawatt-hour", "3600000000", "energy", "megawatt-hours|megawatt hour|megawatt hours|mwh"},
	{MeasureUnit, "gigawatt-hour", "3600000000000", "energy", "gigawatt-hours|gigawatt hour|gigawatt hours|gwh"},
	{MeasureUnit, "terawatt-hour", "3600000000000000", "energy", "terawatt-hours|terawatt hour|terawatt hours|twh"},
	{MeasureUnit, "watt", "1", "power", "watts|w"},
	{MeasureUnit, "kilowatt", "1000", "power", "kilowatts|kw"},
	{MeasureUnit, "megawatt", "1000000", "power", "megawatts|mw"},
	{MeasureUnit, "gigawatt", "1000000000", "power", "gigawatts|gw"},

	{MoneyUnit, "us dollar", "1", "", "us dollars|us$|usd|$|dollar|dollars"},
	{MoneyUnit, "australian dollar", "1", "", "australian dollars|aud|a$"},
	{MoneyUnit, "canadian dollar", "1", "", "canadian dollars|cad|c$"},
	{MoneyUnit, "hong kong dollar", "1", "", "hong kong dollars|hkd|hk$"},
	{MoneyUnit, "euro", "1", "", "euros|eur|€"},
	{MoneyUnit, "pound sterling", "1", "", "pounds sterling|gbp|£|british pounds|british pound"},
	{MoneyUnit, "yuan", "1", "", "cny|rmb|renminbi|cn¥|yuan renminbi"},
	{MoneyUnit, "yen", "1", "", "jpy|jp¥|¥"},
	{MoneyUnit, "indian rupee", "1", "", "indian rupees|inr|₹|rupee|rupees"},
	{MoneyUnit, "swiss franc", "1", "", "swiss francs|chf"},
	{MoneyUnit, "swedish krona", "1", "", "swedish kronor|sek"},
	{MoneyUnit, "norwegian krone", "1", "", "norwegian kroner|nok"},
	{MoneyUnit, "danish krone", "1", "", "danish kroner|dkk"},
	{MoneyUnit, "polish zloty", "1", "", "zloty|zlotys|złoty|pln"},
	{MoneyUnit, "russian rouble", "1", "", "roubles|rouble|rubles|ruble|rub|₽"},
	{MoneyUnit, "turkish lira", "1", "", "lira|liras|try|₺"},
	{MoneyUnit, "tenge", "1", "", "kzt|₸"},
	{MoneyUnit, "south korean won", "1", "", "won|krw|₩"},
	{MoneyUnit, "brazilian real", "1", "", "brazilian reais|reais|brl|r$"},
	{MoneyUnit, "rand", "1", "", "south african rand|zar"},
	{MoneyUnit, "mexican peso", "1", "", "mexican pesos|mxn"},
}

var unitIndex = sync.OnceValue(func() map[string]Unit {
	m := make(map[string]Unit, 8*len(unitTable))
	for _, e := range unitTable {
		size, ok := new(big.Rat).SetString(e.size)
		if !ok {
			panic("datasets: unit table: bad size of " + e.name)
		}
		u := Unit{Name: e.name, Class: e.class, size: size}
		switch e.class {
		case FractionUnit: // the size is said by Per
			u.Per, u.size = size.Denom().Int64(), nil
		case DurationUnit, MeasureUnit, MoneyUnit, ScoreUnit:
			u.Noun = e.name
		}
		m[e.name] = u
		for _, s := range strings.Split(e.spellings, "|") {
			m[s] = u
		}
	}
	for _, e := range unitTable {
		if p := plural(e.name); m[p].Class == NoUnit {
			m[p] = m[e.name]
		}
	}
	return m
})

var dimensions = sync.OnceValue(func() map[string]string {
	m := make(map[string]string, len(unitTable))
	for _, e := range unitTable {
		m[e.name] = e.dimension
	}
	return m
})

func knownUnit(s string) (Unit, bool) {
	u, ok := unitIndex()[s]
	return u, ok
}

// dimensionOf returns what a unit measures, or the noun itself where it is no known unit.
func dimensionOf(noun string) string {
	if d := dimensions()[noun]; d != "" {
		return d
	}
	return nounKey(noun)
}

// irregular nouns, plural to singular; "people" and other plural-only nouns stay as they are.
var irregular = map[string]string{
	"men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth", "mice": "mouse",
	"geese": "goose", "wives": "wife", "lives": "life", "knives": "knife", "halves": "half", "leaves": "leaf",
	"households": "household", "analyses": "analysis", "crises": "crisis", "theses": "thesis", "criteria": "criterion",
	"indices": "index", "matrices": "matrix", "cases": "case", "houses": "house", "nurses": "nurse", "horses": "horse",
	"offenses": "offense", "licenses": "license", "courses": "course", "causes": "cause", "clauses": "clause", "responses": "response",
	"releases": "release", "purchases": "purchase", "uses": "use", "spouses": "spouse", "purposes": "purpose", "movies": "movie",
	"deaths": "death", "months": "month", "births": "birth", "diseases": "disease", "expenses": "expense", "leases": "lease",
}

// plural-only and unchanging nouns.
var unchanging = map[string]bool{
	"people": true, "police": true, "cattle": true, "staff": true, "personnel": true, "sheep": true, "fish": true,
	"series": true, "species": true, "news": true, "means": true, "aircraft": true, "headquarters": true, "premises": true,
	"proceedings": true, "goods": true, "earnings": true, "politics": true, "statistics": true, "clothes": true, "iud": false,
}

// singular puts the last word of a noun phrase into the singular; "women aged 15 to 49" has its head
// noun first, before a participle or preposition, and that is changed instead.
func singular(phrase string) string {
	words := strings.Split(phrase, " ")
	head := headWord(words)
	words[head] = singularWord(words[head])
	return strings.Join(words, " ")
}

func headWord(words []string) int {
	for i, w := range words {
		switch w {
		case "of", "in", "aged", "at", "with", "from", "under", "over", "to", "for", "on", "by", "who", "that", "living", "per":
			if i > 0 {
				return i - 1
			}
		}
		if i > 0 && strings.HasPrefix(w, "(") {
			return i - 1
		}
	}
	return len(words) - 1
}

func singularWord(w string) string {
	if s, ok := irregular[w]; ok {
		return s
	}
	if unchanging[w] || len(w) < 4 {
		return w
	}
	switch {
	case strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "xes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "women"), strings.HasSuffix(w, "men") && strings.HasSuffix(w, "smen"):
		return w[:len(w)-2] + "an"
	case strings.HasSuffix(w, "ss"), strings.HasSuffix(w, "us"), strings.HasSuffix(w, "is"):
		return w
	case strings.HasSuffix(w, "s"):
		return w[:len(w)-1]
	}
	return w
}

func plural(phrase string) string {
	if p, ok := pluralOf[phrase]; ok {
		return p
	}
	words := strings.Split(phrase, " ")
	head := headWord(words)
	words[head] = pluralWord(words[head])
	return strings.Join(words, " ")
}

func pluralWord(w string) string {
	if p, ok := pluralOf[w]; ok {
		return p
	}
	if unchanging[w] || w == "" {
		return w
	}
	switch {
	case strings.HasSuffix(w, "y") && len(w) > 1 && !strings.ContainsRune("aeiou", rune(w[len(w)-2])):
		return w[:len(w)-1] + "ies"
	case strings.HasSuffix(w, "s"), strings.HasSuffix(w, "x"), strings.HasSuffix(w, "ch"), strings.HasSuffix(w, "sh"):
		return w + "es"
	case strings.HasSuffix(w, "man"):
		return w[:len(w)-2] + "en"
	}
	return w + "s"
}

var pluralOf = map[string]string{
	"man": "men", "woman": "women", "child": "children", "foot": "feet", "tooth": "teeth", "mouse": "mice",
	"goose": "geese", "wife": "wives", "life": "lives", "knife": "knives", "half": "halves", "leaf": "leaves",
	"analysis": "analyses", "crisis": "crises", "thesis": "theses", "criterion": "criteria", "yuan": "yuan",
	"tenge": "tenge", "yen": "yen", "mu": "mu", "us dollar": "us dollars", "percent": "percent", "per mille": "per mille", "times": "times",
}

// nounKey maps nouns that count the same to one.
func nounKey(noun string) string {
	switch noun {
	case "people", "individual", "inhabitant", "resident", "human", "capita":
		return "person"
	}
	return noun
}
