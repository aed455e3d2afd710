package quantity

// scienceUnits are the units of laboratories, engine rooms, clinics and energy desks: name, words, signs.
// One that people spell out is known by its words in both spellings, one that they only abbreviate by its
// sign. Words that name other things as well (a mole, a chain, a gray) are left to the noun phrase, which
// gives them the same name. Signs made of two ("W/m2") are put together where they stand (per.go).
var scienceUnits = [][3]string{
	// Light, electricity, matter.
	{"mole", "", "mol"},
	{"millimole", "millimole millimoles", "mmol"},
	{"lux", "lux", "lx"},
	{"candela", "candela candelas", "cd"},
	{"gauss", "gauss", ""},
	{"siemens", "siemens", ""},
	{"coulomb", "coulomb coulombs", ""},
	{"microfarad", "microfarad microfarads", "μF µF"},
	{"nanofarad", "nanofarad nanofarads", "nF"},
	{"picofarad", "picofarad picofarads", "pF"},
	{"kiloohm", "kilohm kilohms", "kΩ"},
	{"megaohm", "megohm megohms", "MΩ"},
	{"kilonewton", "kilonewton kilonewtons", "kN"},
	{"meganewton", "meganewton meganewtons", "MN"},
	{"kilovolt-ampere", "", "kVA"},
	{"megavolt-ampere", "", "MVA"},
	{"electronvolt", "electronvolt electronvolts", "eV"},
	{"kiloelectronvolt", "", "keV"},
	{"megaelectronvolt", "", "MeV"},
	{"gigaelectronvolt", "", "GeV"},
	{"teraelectronvolt", "", "TeV"},
	{"picometre", "picometre picometres picometer picometers", "pm"},
	{"angstrom", "angstrom angstroms", "Å"},

	// Pressure.
	{"millibar", "millibar millibars", "mbar mb"},
	{"inch of mercury", "", "inHg"},
	{"atmosphere", "", "atm"},

	// Medicine and radiation.
	{"international unit", "", "IU"},
	{"microsievert", "microsievert microsieverts", "μSv µSv"},
	{"gray", "", "Gy"},
	{"milligray", "", "mGy"},
	{"curie", "", "Ci"},
	{"millicurie", "millicurie millicuries", "mCi"},
	{"kilobecquerel", "kilobecquerel kilobecquerels", "kBq"},
	{"megabecquerel", "megabecquerel megabecquerels", "MBq"},
	{"nanogram", "nanogram nanograms", "ng"},
	{"picogram", "picogram picograms", "pg"},
	{"dioptre", "dioptre dioptres diopter diopters", ""},

	// The sky.
	{"light year", "lightyear lightyears", "ly"},
	{"parsec", "parsec parsecs", ""},
	{"kiloparsec", "kiloparsec kiloparsecs", "kpc"},
	{"megaparsec", "megaparsec megaparsecs", "Mpc"},
	{"astronomical unit", "", "AU"},
	{"arcminute", "arcminute arcminutes", "arcmin"},
	{"arcsecond", "arcsecond arcseconds", "arcsec"},

	// Kitchens, docks and fields.
	{"fathom", "fathom fathoms", ""},
	{"hundredweight", "hundredweight hundredweights", "cwt"},
	{"tablespoon", "tablespoon tablespoons", "tbsp"},
	{"teaspoon", "teaspoon teaspoons", "tsp"},
	{"karat", "karat karats", ""},
	{"twenty-foot equivalent unit", "", "TEU TEUs"},
	{"square inch", "", "in2 in²"},
	{"square mile", "", "mi2 mi²"},
	{"square millimetre", "", "mm2 mm²"},
	{"square yard", "", "yd2 yd²"},
	{"cubic foot", "", "ft3 ft³"},
	{"cubic kilometre", "", "km3 km³"},

	// Engines and speed.
	{"metre per second squared", "", "m/s2 m/s²"},
	{"foot pound-force", "", "ft-lbs lb.-ft ft.-lb"},
	{"foot per second", "", "ft/s"},
	{"frame per second", "", "FPS"},
	{"revolutions per minute", "", "RPM"},
	{"mile per hour", "", "MPH"},
	{"decibel", "", "dBA dB(A)"},

	// Screens and data.
	{"candela per square metre", "", "cd/m2 cd/m²"},
	{"pixel per inch", "", "ppi"},
	{"dot per inch", "", "dpi"},
	{"kilobit per second", "", "kbps Kbps kbit/s"},
	{"megabit per second", "", "Mbit/s mbps"},
	{"terabit per second", "", "Tbps"},
	{"megatransfer per second", "", "MT/s"},
	{"gibibyte", "gibibyte gibibytes", "GiB"},
	{"mebibyte", "mebibyte mebibytes", "MiB"},
	{"tebibyte", "tebibyte tebibytes", "TiB"},
	{"zettabyte", "zettabyte zettabytes", "ZB"},
	{"gigaflops", "gigaflops gigaflop", ""},
	{"teraflops", "teraflops teraflop", ""},
	{"petaflops", "petaflops petaflop", ""},
	{"exaflops", "exaflops exaflop", ""},

	// Energy and climate.
	{"gigatonne", "gigatonne gigatonnes gigaton gigatons", "Gt"},
	{"tonne of carbon dioxide", "", "tCO2 tCO₂"},
	{"megatonne of carbon dioxide", "", "MtCO2 MtCO₂"},
	{"gigatonne of carbon dioxide", "", "GtCO2 GtCO₂"},
	{"tonne of carbon dioxide equivalent", "", "tCO2e tCO₂e tCO2eq"},
	{"megatonne of carbon dioxide equivalent", "", "MtCO2e MtCO₂e MtCO2eq"},
	{"gigatonne of carbon dioxide equivalent", "", "GtCO2e GtCO₂e GtCO2eq"},
	{"tonne of oil equivalent", "", "toe"},
	{"million tonnes of oil equivalent", "", "Mtoe mtoe"},
	{"barrel of oil equivalent", "", "boe"},
	{"barrel of oil equivalent per day", "", "boe/d boepd"},
	{"billion cubic feet", "", "bcf Bcf"},
	{"trillion cubic feet", "", "tcf Tcf"},
	{"billion cubic metres", "", "bcm Bcm"},
	{"million tonnes per year", "", "mtpa Mtpa MTPA"},
	{"kilowatt-peak", "", "kWp"},
	{"megawatt-peak", "", "MWp"},
	{"gigawatt-peak", "", "GWp"},
}

func scienceWords(l *lexicon) {
	for _, u := range scienceUnits {
		def(l, uMeasure, u[0], u[1], u[2])
	}
	unitCoulomb = l.lookup("coulomb").unit
	// What baseball and basketball write in capitals or letters of their own.
	for _, u := range [][2]string{{"win above replacement", "WAR"}, {"earned run average", "ERA"}, {"point per game", "ppg"}, {"rebound per game", "rpg"}, {"assist per game", "apg"}} {
		def(l, uMeasure, u[0], "", u[1])
	}
}
