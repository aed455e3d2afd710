package words

import "strings"

// functionWords carry grammar, not subject: they never link a sentence to a measure.
var functionWords = set(`a an the this that these those it its they them their he she his her we our us you your i my me
	and or but nor so yet for of in on at to from by with without within into onto over under above below about around between among amid against
	through during after before since until till as than then there here when where which who whom whose what why how while whereas because if though although
	is are was were be been being am do does did done have has had having will would shall should can could may might must
	not no none neither never only just also even still already again too very much many more most less least fewer few some any all both each every
	other others another such same own out up down off away back per via et al etc ie eg cf vs versus
	one two three four five six seven eight nine ten eleven twelve hundred thousand million billion
	said says say saying told tells according reported reports report stated found finds put puts made make makes
	first second third last next previous year years month months day days time times
	some several roughly approximately nearly almost`)

// generalWords describe any statistic, so that they tell one measure from another hardly at all.
var generalWords = set(`rate rates number numbers count counts total totals share shares percent percentage proportion level levels figure figures
	value values index amount amounts sum average mean median annual yearly monthly overall official thousands millions
	increase decrease rise fall change difference ratio statistics data estimate estimates estimated reported recorded registered
	people persons person individuals individual`)

// neutralModifiers may stand before a measure's name without narrowing what is counted.
var neutralModifiers = set(`annual yearly monthly overall total official average mean median new recent latest current national regional local global
	reported recorded registered estimated known confirmed crude actual entire whole full final combined together altogether respective
	best worst fastest slowest quickest cheapest dearest busiest quietest domestic
	high low higher lower highest lowest fewest longest shortest largest smallest biggest greatest big large small great sharp steep record unusual unusually stark
	many several various such same other own main major key
	country's region's its their his her our the a an this that these those any some all both each every
	only just about almost nearly roughly approximately around more less fewer most least`)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// Function says whether a word, in lower case, carries grammar only.
func Function(w string) bool { return functionWords[w] }

// General says whether a word fits any statistic.
func General(w string) bool { return generalWords[w] }

// Neutral says whether a word may stand before a measure's name without narrowing what is counted.
func Neutral(w string) bool { return neutralModifiers[w] || functionWords[w] || generalWords[w] }
