package quantity

import "strings"

// The vocabulary: closed classes of English, listed whole; open classes as far as they stand beside
// numbers in reports and news. Nothing here names a subject.

var words = vocabulary()

func vocabulary() *lexicon {
	l := newLexicon(2600, anyCase)
	numberWords(l)
	calendarWords(l)
	grammarWords(l)
	changeWords(l)
	sideWords(l)
	labelWords(l)
	partWords(l)
	nounForms(l)
	degreeWords(l)
	identities(l)
	measureWords(l)
	scienceWords(l)
	moneyWords(l)
	return l
}

func numberWords(l *lexicon) {
	l.values(cDigit|cAnchor, 0, "zero one two three four five six seven eight nine")
	l.same(cDigit|cAnchor, 0, "nought naught")
	l.values(cTeen|cAnchor, 10, "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
	for i, w := range []string{"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"} {
		l.same(cTens|cAnchor, int16(20+10*i), w)
	}
	l.same(cTens|cAnchor, 40, "fourty")
	l.same(cHundred|cAnchor, 2, "hundred")
	for _, s := range []struct {
		power int16
		words string
	}{
		{3, "thousand"}, {5, "lakh lac"}, {6, "million mln"}, {7, "crore"}, {9, "billion bln milliard"}, {12, "trillion tln"}, {15, "quadrillion"},
	} {
		l.same(cScale|cAnchor, s.power, s.words)
	}
	l.same(cPlural|cAnchor, 1, "tens")
	l.same(cPlural|cAnchor, 2, "hundreds")
	l.same(cPlural|cAnchor, 3, "thousands")
	l.same(cPlural|cAnchor, 5, "lakhs")
	l.same(cPlural|cAnchor, 6, "millions")
	l.same(cPlural|cAnchor, 7, "crores")
	l.same(cPlural|cAnchor, 9, "billions")
	l.same(cPlural|cAnchor, 12, "trillions")
	l.same(cDozen|cAnchor, 12, "dozen doz")
	l.same(cDozen|cAnchor, 20, "score")
	l.same(cDozen|cPlural|cAnchor, 12, "dozens dozs")
	l.same(cDozen|cPlural|cAnchor, 20, "scores")
	// Scales that stand behind digits, glued or after a space; the case of a single letter decides with
	// the words around (digits.go).
	l.same(cSuffix, 3, "k")
	l.same(cSuffix, 6, "m mn mio mil mln")
	l.same(cSuffix, 9, "b bn bln mrd")
	l.same(cSuffix, 12, "t tn trn tln")

	l.same(cDenom|cAnchor, 2, "half halves")
	l.same(cDenom|cAnchor, 4, "quarter quarters fourths")
	l.values(cDenom|cAnchor, 3, "thirds fourths fifths sixths sevenths eighths ninths tenths elevenths twelfths thirteenths fourteenths fifteenths sixteenths seventeenths eighteenths nineteenths twentieths")
	l.same(cDenom|cAnchor, 100, "hundredths")
	l.same(cDenom|cAnchor, 1000, "thousandths")
	l.values(cOrdinal|cAnchor, 1, "first second")
	l.values(cOrdinal|cDenom|cAnchor, 3, "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth")
	for i, w := range []string{"thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth", "hundredth"} {
		l.same(cOrdinal|cDenom|cAnchor, int16(30+10*i), w)
		l.same(cDenom|cAnchor, int16(30+10*i), w+"s")
	}
	l.same(cOrdinal|cDenom|cAnchor, 1000, "thousandth")
	// Denominators beyond int16 are written as minus the power of ten.
	l.same(cDenom|cAnchor, -6, "millionth millionths")
	l.same(cDenom|cAnchor, -9, "billionth billionths")
	l.same(cDenom|cAnchor, -12, "trillionth trillionths")

	l.same(cMultiple|cAnchor, 2, "twice double doubled doubles doubling twofold")
	l.same(cMultiple|cAnchor, 3, "thrice triple tripled triples tripling treble trebled trebles trebling threefold")
	l.same(cMultiple|cAnchor, 4, "quadruple quadrupled quadruples quadrupling fourfold")
	l.same(cMultiple|cAnchor, 5, "quintuple quintupled fivefold")
	l.same(cMultiple|cAnchor, -2, "halve halved halving")
	l.values(cMultiple|cAnchor, 6, "sixfold sevenfold eightfold ninefold tenfold elevenfold twelvefold")
	l.values(cMultiple|cAnchor, 13, "thirteenfold fourteenfold fifteenfold sixteenfold seventeenfold eighteenfold nineteenfold")
	l.same(cMultiple|cAnchor, 20, "twentyfold")
	l.same(cMultiple|cAnchor, 30, "thirtyfold")
	l.same(cMultiple|cAnchor, 40, "fortyfold")
	l.same(cMultiple|cAnchor, 50, "fiftyfold")
	l.same(cMultiple|cAnchor, 100, "hundredfold")
	l.same(cMultiple|cAnchor, 1000, "thousandfold")
	l.class(cAnchor, "minus negative couple decade decades century centuries")
}

func calendarWords(l *lexicon) {
	l.values(cMonth|cAnchor, 1, "january february march april may june july august september october november december")
	l.values(cMonth|cAnchor, 1, "jan feb mar apr")
	l.values(cMonth|cAnchor, 6, "jun jul aug sep oct nov dec")
	l.same(cMonth|cAnchor, 9, "sept")
	l.values(cWeekday|cStop, 1, "monday tuesday wednesday thursday friday saturday sunday")
	// A four-digit number after these is a year: "since 2016", "spring 2018", "fiscal 2020".
	l.class(cYearBefore, "in since until till by from during before after of through throughout early late mid circa to and or spring summer autumn fall winter season fiscal fy year years calendar vs versus between the than for post pre")
}

func grammarWords(l *lexicon) {
	l.class(cDeterminer|cStop, "a an the this that these those each every either neither another any no all both my your his her its our their whose some such")
	l.class(cStop, `of in on at to by for from with without within into onto over under above below between among
		amongst during since until till before after about around against across along through throughout via per than
		like near behind beside besides beyond despite except inside outside off out up down upon toward towards versus
		vs amid amidst apart away back due according including excluding regarding concerning unlike plus minus worth`)
	l.class(cStop, `and or but nor so yet because although though while whereas whilst if unless when whenever where
		wherever whereby that which who whom what how why whether once as lest`)
	l.class(cStop|cPronoun, "i he she")
	l.class(cStop, `you it we they me him us them mine yours hers ours theirs himself herself itself themselves
		ourselves myself yourself someone anyone everyone nobody everybody somebody anybody nothing something anything
		everything here there`)
	l.class(cStop|cAux, `is are was were be been being am has have had having do does did will would shall should can
		could may might must ought cannot can't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't hasn't haven't
		hadn't i'm it's he's she's that's there's they're we're`)
	l.class(cStop, `not never also only just even still already again ever now then today yesterday tomorrow soon later
		ago long wide deep tall thick else instead rather quite very too perhaps maybe almost nearly once twice thus hence
		however therefore moreover meanwhile otherwise altogether together alone apiece respectively annually yearly daily
		weekly monthly hourly overall always often sometimes usually mostly mainly largely worldwide nationwide
		countrywide globally abroad overseas elsewhere everywhere afterwards afterward beforehand previously currently
		recently finally eventually simultaneously onwards onward least less most please forward ahead
		aboard underway etc approximately roughly exactly precisely barely anyway`)
	l.class(cPostposed, "long wide deep tall high thick old ago away apart later earlier")
	l.class(cTrivial, "more other fewer less further additional extra")
	l.class(cVerb, `said says say told tells tell died dies die came comes went goes took takes made makes got gets gave
		gives left became becomes began begins saw sees knew knows won wins met pays read sent sends sold sells spent spends
		stood stands thought thinks wrote writes felt feels found finds held holds kept keeps led leads let brought brings
		built builds caught chose chooses drew draws drove drives ate flew fought fights hid hit hurt laid lay lies mean
		meant means rode rang sang sat sits shook shot shut slept spoke speaks stole struck swam swore taught threw understood
		woke wore seems seemed appears appeared remain remains remained include includes included need needs
		needed want wants wanted show shows showed shown seen taken given known done gone been come go make take get give
		become begin find keep live lives lived work works worked play plays played believe believe's agree agreed seek
		seeks sought face faces faced join joins joined sign signed voted vote call calls called comes expect expects
		expected allow allows allowed require requires required represent represents suffered suffer continue continues
		continued participated attended asked asks ask used uses use describes described reported reports report
		suggests indicates implies reflects reveals becomes contains provides enables explains proves belongs depends consists
		exists happens occurs tends believes thinks brings offers hopes warns argues agrees wants likes asks lets puts helped
		showed suggested indicated`)
	l.class(cComparative, `higher lower larger smaller bigger greater fewer more less faster slower longer shorter older
		younger cheaper dearer stronger weaker heavier lighter richer poorer worse better likelier deeper wider taller earlier
		later deadlier costlier thinner thicker brighter`)
}

// sideWords are the small classes that single rules ask for.
func sideWords(l *lexicon) {
	l.class(cPhrasal, `made make makes making set sets setting take takes taken took taking add adds added adding sign signed
		give gave given came comes come bring brought racked racks rack pick picked sum turned ends end put open opened backed
		follow buy bought shut closed broken break split splits laid hand handed lock locks locked locking hold holds held build
		built round rounded write wrote`)
	l.class(cObject, `lose loses lost losing gain gains gained gaining add adds added adding expand expands expanded expanding
		raise raises raised raising lift lifts lifted boost boosts boosted boosting reduce reduces reduced reducing shed sheds shedding cut cuts
		cutting grow grows grew grown growing`)
	l.class(cMover, "raise raised raises raising cut cuts cutting slash slashed contract contracts lift lifts lifted")
	l.class(cLoss, "loss losses")
	l.class(cShrinking, "lower smaller less fewer slower shorter younger cheaper weaker lighter poorer worse thinner earlier")
	l.class(cPaying, `pay paid pays paying cost costs costing price priced worth fine fined fee salary wage wages sold bought
		spent earn earned earns bill debt loan budget profit tax donated raised invest invested investment money cash
		compensation damages`)
	l.class(cPerson, "children people men women adults girls boys kids youths persons those youngsters infants anyone everyone")
	l.class(cPerNoun, "share person head night game ticket bottle copy vote student household visit piece word seat vehicle packet pack tin bag box")
	l.class(cExtent, `previous full long straight consecutive successive extra additional more further whole entire solid short
		calendar fiscal working business rushing passing receiving total net gross other`)
	l.class(cDeed, "wins drives takes plays works reports uses calls shows votes needs offers signs draws finds faces")
	l.class(cRegular, "hourly daily weekly fortnightly monthly yearly overall")
	l.class(cClosing, "closed closes close opened opens open ended ends end finished finishes finish")
	l.class(cHarmed, "injured wounded")
	l.class(cCountOf, `population populations crowd audience readership membership circulation workforce electorate
		volume turnout number total`)
	for w := range strings.FieldsSeq(`person man woman child adult girl boy refugee migrant voter pupil student patient player worker
		resident employee member victim citizen prisoner inmate detainee soldier teacher nurse doctor pensioner driver applicant
		respondent participant volunteer passenger visitor viewer reader user tenant farmer parent mother father survivor casualty
		candidate delegate graduate recruit offender suspect defendant`) {
		l.class(cHuman, w+" "+w+"s")
	}
	l.class(cGoing, "go goes went gone going move moves moved moving")
	l.class(cContest, "won win wins lost lose loses loss drew draw draws beaten beat defeat defeated victory led lead trail trailed")
	l.class(cAfield, "off north south east west outside inland offshore northeast northwest southeast southwest")
	l.class(cMeasureTail, "combined gross net total overall altogether each apiece")
	l.class(cOccasion, "game match night head inning innings shift session")
	l.class(cPace, "rate pace clip speed")
	l.add("stone")
	l.class(cTally, "number numbers total toll tally figure count")
	l.class(cFilled, "full empty complete completed finished done built submerged vacant occupied")
	l.class(cBefore, "top bottom record remaining leading surviving original missing")
	l.class(cStreet, `road rd street st avenue ave lane ln drive boulevard blvd square highway hwy terrace crescent parkway pkwy
		way court place plaza close gardens`)
	l.class(cTail, `time off on sided stop way to self another fits size liner upmanship faced fold something somethings ish nil
		sum figure figures`)
	l.class(cPrefix, "now then still all pre post mid non over under early late plus to a an or and ex nearly sub minus top")
	l.class(cSoft, `only just a another the about around average total more than less some as much many exactly slightly almost
		nearly estimated roughly approximately over under even whopping record`)
}

// changeWords are the verbs and nouns that make the number beside them a rise or a fall.
func changeWords(l *lexicon) {
	l.class(cUp, `rise rises rose risen rising increase increases increased increasing gain gains gained gaining grow
		grows grew grown growing growth jump jumps jumped jumping climb climbs climbed climbing surge surges surged surging
		soar soars soared soaring advance advances advanced advancing add adds added adding raise raises raised raising
		boost boosts boosted boosting uptick upturn upswing rally rallied rallies rebound rebounds rebounded rebounding
		expand expands expanded expanding expansion improve improves improved improving improvement leap leaps leapt leaped
		spike spikes spiked swell swelled swells accelerate accelerated strengthened strengthen appreciated up upward
		upwards higher climbing skyrocketed skyrocket rocketed mounted inched edged firmed firming ballooned ballooning escalated bounced crept creeping hike hikes hiked lifted lift lifts`)
	l.class(cDown, `fall falls fell fallen falling drop drops dropped dropping decline declines declined declining
		decrease decreases decreased decreasing lose loses lost losing loss losses slide slides slid sliding slip slips
		slipped slipping sink sinks sank sunk sinking plunge plunges plunged plunging plummet plummets plummeted
		plummeting tumble tumbles tumbled tumbling shed sheds shedding shrink shrinks shrank shrunk shrinking cut cuts
		cutting reduce reduces reduced reducing reduction dip dips dipped dipping ease eases eased easing slump slumps
		slumped slumping crash crashed crashes contract contracts contracted contracting contraction weaken weakened
		depreciated down downward downwards lower lowered lowering dive dives dived diving sagged retreat retreated
		retreats slash slashed slashes slashing trimmed trim halted collapsed dwindled dwindling diminished eroded receded softened tanked nosedived cratered waned shortfall downturn`)
}

func labelWords(l *lexicon) {
	l.class(cLabel, `p chapter chapters section sections sect article articles art table tables figure figures fig figs page pages
		pp paragraph paragraphs para paras no nos nr nrs volume vol issue episode season room flight route highway
		channel level phase grade category cat type model unit group game week day step stage round part question rule
		act title resolution bill amendment annex appendix item box note footnote line version serial tier zone district
		ward gate platform lane track formula form boeing airbus class size scenario exhibit clause principle goal
		document case decree order directive interstate terminal building apartment apt suite floor slide equation eq
		lesson verse psalm protocol schedule option lot unit studio area number wards rooms rules cases items units parts days weeks grades levels lines steps stages phases types models categories classes zones districts covid sars cobalt uranium carbon iphone
		galaxy windows xbox playstation sites`)
}

// partWords and looseWords sort the labels: a section is a part of a text whatever follows its number; days
// and groups stand before numbers for other reasons too.
func partWords(l *lexicon) {
	l.class(cPart, `section sections table tables figure figures fig figs chapter chapters article articles paragraph
		paragraphs para paras page pages p pp appendix annex footnote note equation eq volume vol clause resolution`)
	l.class(cLoose, `goal group day week season question case area game class size line model act art form lot unit level sites
		studio building`)
}

// nounForms are plurals without a regular -s, and singulars that end in s.
func nounForms(l *lexicon) {
	for _, p := range [][2]string{
		{"people", "people"}, {"men", "man"}, {"women", "woman"}, {"children", "child"}, {"feet", "foot"},
		{"teeth", "tooth"}, {"mice", "mouse"}, {"geese", "goose"}, {"oxen", "ox"}, {"lice", "louse"},
		{"police", "police"}, {"cattle", "cattle"}, {"personnel", "personnel"}, {"staff", "staff"}, {"troops", "troops"},
		{"criteria", "criterion"}, {"phenomena", "phenomenon"}, {"media", "medium"}, {"bacteria", "bacterium"},
		{"aircraft", "aircraft"}, {"species", "species"}, {"series", "series"}, {"sheep", "sheep"}, {"fish", "fish"},
		{"deer", "deer"}, {"offspring", "offspring"}, {"spacecraft", "spacecraft"}, {"hovercraft", "hovercraft"},
		{"clothes", "clothes"}, {"goods", "goods"}, {"premises", "premises"}, {"headquarters", "headquarters"},
		{"crossroads", "crossroads"}, {"means", "means"}, {"barracks", "barracks"}, {"data", "data"}, {"youth", "youth"},
		{"wives", "wife"}, {"knives", "knife"}, {"lives", "life"}, {"wolves", "wolf"}, {"halves", "half"}, {"leaves", "leaf"},
		{"thieves", "thief"}, {"shelves", "shelf"}, {"calves", "calf"}, {"loaves", "loaf"}, {"scarves", "scarf"},
		{"selves", "self"}, {"elves", "elf"}, {"hooves", "hoof"},
		{"crises", "crisis"}, {"analyses", "analysis"}, {"theses", "thesis"}, {"hypotheses", "hypothesis"}, {"bases", "base"},
		{"axes", "axis"}, {"oases", "oasis"}, {"diagnoses", "diagnosis"}, {"indices", "index"}, {"appendices", "appendix"},
		{"vertices", "vertex"}, {"matrices", "matrix"}, {"alumni", "alumnus"}, {"fungi", "fungus"}, {"nuclei", "nucleus"},
		{"viruses", "virus"}, {"buses", "bus"}, {"campuses", "campus"}, {"bonuses", "bonus"}, {"censuses", "census"},
		{"statuses", "status"}, {"surpluses", "surplus"}, {"choruses", "chorus"}, {"circuses", "circus"},
		{"gases", "gas"}, {"lenses", "lens"}, {"atlases", "atlas"}, {"irises", "iris"}, {"quizzes", "quiz"},
		{"movies", "movie"}, {"cookies", "cookie"}, {"zombies", "zombie"}, {"calories", "calorie"}, {"rookies", "rookie"},
		{"ties", "tie"}, {"pies", "pie"}, {"lies", "lie"}, {"selfies", "selfie"}, {"brownies", "brownie"},
		{"shoes", "shoe"}, {"toes", "toe"}, {"canoes", "canoe"}, {"foes", "foe"},
		{"aches", "ache"}, {"caches", "cache"}, {"niches", "niche"}, {"headaches", "headache"},
		{"rbi", "run batted in"}, {"rbis", "run batted in"}, {"tds", "touchdown"}, {"pts", "point"},
		{"swiss", "swiss"}, {"chinese", "chinese"}, {"japanese", "japanese"}, {"portuguese", "portuguese"},
	} {
		e := l.add(p[0])
		e.class |= cIrregular
		e.form = p[1]
	}
	l.class(cSingularS, `news politics economics mathematics physics athletics diabetes measles mumps rabies aids lens gas
		bus plus bonus virus census status campus surplus focus iris atlas thus consensus corpus genus genius nexus
		chorus circus versus perhaps always yes christmas texas paris us as is was has this its his hers besides towards
		analysis basis crisis thesis emphasis tennis series species kansas arkansas illinois alas whereas`)
	for _, e := range []string{"swiss", "chinese", "japanese", "portuguese"} {
		l.add(e).class &^= cIrregular
	}
}

func identities(l *lexicon) {
	for _, n := range []struct {
		id    wordID
		words string
	}{
		{wA, "a an"}, {wAbout, "about"}, {wAbove, "above"}, {wAge, "age ages"}, {wAll, "all"}, {wAlmost, "almost"}, {wAnd, "and"},
		{wAnother, "another"}, {wAny, "any"}, {wApproximately, "approximately approx"}, {wApproaching, "approaching nearing"},
		{wAround, "around"}, {wAs, "as"}, {wAt, "at"}, {wBarely, "barely scarcely hardly"}, {wBelow, "below beneath"}, {wBetween, "between"}, {wBit, "bit"}, {wBy, "by"},
		{wCirca, "circa ca"}, {wClose, "close"}, {wCouple, "couple"}, {wDegree, "degree degrees"}, {wEach, "each"}, {wEqual, "equal equals equalling equaling"},
		{wEstimated, "estimated"}, {wEvery, "every"}, {wExceed, "exceeding exceeds exceeded exceed surpassing surpassed surpasses topping topped tops beyond"},
		{wExcess, "excess"}, {wFew, "few"}, {wFewer, "fewer"}, {wFold, "fold"}, {wFor, "for"}, {wFrom, "from ranging ranged"},
		{wGreater, "greater larger higher bigger"}, {wHalf, "half"}, {wHigh, "high"}, {wIn, "in"}, {wIt, "it"},
		{wJust, "just"}, {wLeast, "least"}, {wLess, "less lower smaller"}, {wLittle, "little"}, {wLow, "low"}, {wMany, "many"},
		{wMaximum, "maximum"}, {wMinimum, "minimum"}, {wMinus, "minus negative"}, {wMore, "more"}, {wMost, "most"}, {wMuch, "much"},
		{wNearly, "nearly"}, {wNo, "no"}, {wNot, "not"}, {wOf, "of"}, {wOld, "old"}, {wOn, "on"}, {wOnly, "only"}, {wOr, "or"}, {wOrder, "order"},
		{wOther, "other"}, {wOut, "out"}, {wOver, "over"}, {wPast, "past"}, {wPer, "per"}, {wPercent, "percent pct percentage percents"}, {wCent, "cent"},
		{wMille, "mille"}, {wPlus, "plus"}, {wPoint, "point"}, {wPoints, "points"}, {wBasis, "basis"}, {wPractically, "practically virtually"},
		{wQuite, "quite"}, {wRegion, "region vicinity neighbourhood neighborhood"}, {wRoughly, "roughly"}, {wSeveral, "several"},
		{wShort, "short"}, {wSlightly, "slightly marginally fractionally"}, {wSo, "so"}, {wSome, "some"}, {wNorth, "north"}, {wSouth, "south"}, {wSquare, "square sq"},
		{wCubic, "cubic cu"}, {wSub, "sub"}, {wTens, "tens"}, {wThan, "than"}, {wThe, "the"}, {wThereabouts, "thereabouts"}, {wThrough, "through thru"},
		{wTimes, "times"}, {wTo, "to"}, {wUnder, "under"}, {wUp, "up"}, {wUpward, "upward upwards"}, {wVery, "very"}, {wWell, "well"},
		{wExpectancy, "expectancy"}, {wAged, "aged"}, {wThis, "this these"}, {wThat, "that those"}, {wWhat, "what"},
		{wNautical, "nautical"}, {wLight, "light"}, {wFluid, "fluid fl"}, {wMetric, "metric"}, {wTurned, "turned turning turns"},
		{wWas, "was is were are be been being"}, {wExactly, "exactly precisely"}, {wAverage, "average median mean"}, {wTotal, "total"}, {wIts, "its their his her our your my whose"}, {wTop, "top"}, {wBottom, "bottom"},
		{wAM, "am a.m"}, {wPM, "pm p.m"}, {wSterling, "sterling"}, {wOne, "one"}, {wLast, "last"}, {wNext, "next"}, {wDown, "down"},
		{wAgainst, "against versus vs"}, {wCompared, "compared comparing"}, {wAddition, "addition"}, {wWith, "with"}, {wBut, "but"}, {wThem, "them"},
		{wFurther, "further"}, {wPart, "part parts"}, {wAfter, "after"}, {wWithin, "within"}, {wDuring, "during"}, {wWhile, "while"}, {wShy, "shy"}, {wNigh, "nigh"},
	} {
		l.name(n.id, n.words)
	}
}
