package consistency

import "strings"

// A sortOf tells how a word of change stands in its sentence.
type sortOf uint8

const (
	verb        sortOf = iota + 1 // rose, had fallen, shrank
	noun                          // an increase, a drop
	comparative                   // higher, fewer
	particle                      // up, down
)

// A changeWord is a word that says rise or fall.
type changeWord struct {
	direction int8
	sort      sortOf
}

// A changeLexicon knows the words of change by their lower-case forms.
type changeLexicon map[string]changeWord

func (l changeLexicon) direction(w string) int8 { return l[w].direction }

func (l changeLexicon) add(d int8, s sortOf, forms string) changeLexicon {
	for _, w := range strings.Fields(forms) {
		if have, ok := l[w]; !ok || have.sort == s {
			l[w] = changeWord{d, s}
		}
	}
	return l
}

// changeWords are the words of rise and fall in plain reports. Words of which the press is fond but which
// say more than a direction (soared, collapsed) are in it; words that need their object to tell (raised,
// cut, lost) are verbs of change only between two values, and there they are right.
var changeWords = changeLexicon{}.
	add(1, verb, `rise rises rose risen rising increase increases increased increasing grow grows grew grown growing climb climbs climbed climbing
		jump jumps jumped jumping surge surges surged surging soar soars soared soaring swell swells swelled swollen expand expands expanded
		expanding gain gains gained gaining  raise raises raised raising lift lifted boosted rebound rebounded
		spike spiked leap leapt leaped rocketed skyrocketed ballooned mushroomed multiplied widen widened
		shot lengthen lengthened lengthens doubled tripled trebled quadrupled quintupled double doubles triple triples upped`).
	add(-1, verb, `fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined declining drop drops dropped
		dropping shrink shrinks shrank shrunk shrinking plunge plunges plunged plunging plummet plummeted plummeting slump slumped sink sank sunk
		dip dipped slide slid tumble tumbled collapse collapsed crashed reduce reduces reduced reducing cut cuts cutting dwindle dwindled
		contract contracted contracts diminish diminished halve halves halved halving lower lowered lowers slip slipped shed trimmed slashed lost lose loses
		eased narrowed shorten shortened shortens`).
	add(1, noun, `rise increase growth jump surge gain climb upturn increment uptick hike spike expansion uplift leap rises increases gains`).
	add(-1, noun, `fall decrease decline drop reduction slump plunge cut dip loss downturn contraction shrinkage fall-off decreases declines drops
		reductions falls cuts losses`).
	add(1, comparative, `more higher greater larger bigger above dearer longer heavier taller wider deeper costlier`).
	add(-1, comparative, `fewer less lower smaller below cheaper shorter lighter narrower`).
	add(1, particle, `up upward upwards`).
	add(-1, particle, `down downward downwards`)

// nouns says whether the word can be a noun of change: most verbs of change can ("a jump of", "the drop").
func (l changeLexicon) nouns(w string) bool {
	switch w {
	case "rise", "increase", "growth", "jump", "surge", "gain", "climb", "upturn", "increment", "uptick", "hike", "spike", "expansion", "uplift", "leap",
		"fall", "decrease", "decline", "drop", "reduction", "slump", "plunge", "cut", "dip", "loss", "downturn", "contraction", "shrinkage", "collapse",
		"change", "difference", "swing", "doubling", "tripling", "halving", "improvement", "recovery", "slide", "tumble", "decreases", "increases",
		"advance", "rebound", "raise", "move", "step", "shift", "adjustment", "revision":
		return true
	}
	return false
}

// steady are verbs between two values that say nothing of the direction.
var steady = list("went go goes going moved move moves changed change changes shifted developed evolved varied swung passed brought took edged edges edging inched inching crept creeping ticked ticking nudged drifted")
