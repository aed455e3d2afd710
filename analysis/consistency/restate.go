package consistency

import "strings"

// Apposition: what restates what stands before it, and where a restatement ends.

// restaters lead from a count to the same thing as a share, or back.
var restaters = []string{"or", "or about", "or in", "that is in", "i.e. in", "that is about", "i.e.", "ie", "that is", "that's", "which is", "which was", "which makes", "which gives", "giving", "which works out at", "making", "making up", "equal to",
	"equivalent to", "equalling", "amounting to", "corresponding to", "representing", "accounting for", "comprising", "meaning", "a share of",
	"a proportion of", "a total of", "namely", "in other words", "just", "only", "exactly", "precisely", "about", "nearly", "some"}

// shareNouns end "a success rate of", "an absolute majority of".
var shareNouns = list("rate share proportion percentage fraction turnout majority minority part level ratio portion quota average mortality incidence prevalence lethality fatality ratio")

// opening says whether token j opens an apposition, and where its number stands: "(", ", or", "–", "or".
func (p *passage) opening(j int) (int, bool) {
	k, opened := j, false
	for m := p.mark(k); m == '(' || m == ',' || m == '-' || m == ':'; m = p.mark(k) {
		k, opened = k+1, true
	}
	for _, w := range []string{"or", "i.e.", "ie", "namely", "about", "that"} {
		if p.word(k) == w {
			k, opened = k+1, true
			if p.word(k) == "is" {
				k++
			}
			break
		}
	}
	for opened && (p.word(k) == "a" && p.word(k+1) == "total" && p.word(k+2) == "of") {
		k += 3
	}
	if opened && p.phrase(k, "in total") {
		k += 2
	}
	return k, opened && p.at(k) != nil
}

// totals follow a count that sums up: ten in all, 19 in total.
var totals = []string{"in all", "in total", "altogether", "all told", "all together", "overall", "together", "to be exact", "to be precise", "in number"}

func (p *passage) totalled(i int) bool {
	return p.anyPhrase(i+1, totals) > 0 || p.anyPhrase(p.afterNoun(i), totals) > 0 || p.phrase(i-2, "in total") || p.phrase(i-3, "a total of")
}

// closedCount says whether nothing more is said of the count at token i: a mark follows it or its noun.
func (p *passage) closedCount(i int) bool {
	if p.totalled(i) {
		return true
	}
	return p.closing(i+1) || p.closing(p.afterNoun(i))
}

// closing says whether token i ends an apposition.
func (p *passage) closing(i int) bool {
	switch p.mark(i) {
	case ',', ';', '.', ')', '-', ':', '?', '!':
		return true
	}
	return false
}

// sameGroup may follow a share in apposition without naming another whole.
var sameGroup = []string{"of them", "of these", "of those", "of all", "of the total", "of the whole", "of the group", "of the sample", "of that total",
	"of that number", "of the respondents", "of respondents", "of the interviewees", "of the participants", "of the cases", "of cases",
	"of all respondents", "of all cases", "of the population", "of the members", "of the votes", "of those asked", "of those interviewed",
	"of those surveyed", "of the total number", "in all", "in total", "overall", "altogether"}

// afterShare returns the token behind the share at i and words that name its whole again.
func (p *passage) afterShare(i int) int {
	j := i + 1
	if n := p.anyPhrase(j, sameGroup); n > 0 {
		return j + n
	}
	if p.wasTaken(j) {
		return j + 4
	}
	return j
}

// wasTaken says whether "of what was collected" stands at token j.
func (p *passage) wasTaken(j int) bool {
	return p.phrase(j, "of what was") && (strings.HasSuffix(p.word(j+3), "ed") || irregular[p.word(j+3)])
}

// irregular participles of what an amount of something was.
var irregular = list("spent sold paid given taken lent grown built made caught drawn bought put set cut shown")

// closed says whether the apposition of a share ends at token i: at a mark, or in a verb after brackets.
func (p *passage) closed(i int) bool { return p.closing(i) || i >= len(p.tokens) }

// restated says whether the share at token i restates what stands before it: it returns the token where
// its apposition opens, and whether more than a comma opens it. It returns -1 if not.
func (p *passage) restated(i int) (left int, tight bool) {
	j := i
	if n := p.shareNounBefore(j); n > 0 { // a success rate of
		j, tight = j-n, true
	}
	for _, w := range restaters {
		if n := p.endsWith(j, w); n > 0 {
			j -= n
			tight = tight || w != "just" && w != "only" && w != "exactly" && w != "precisely" && w != "about" && w != "nearly" && w != "some"
			break
		}
	}
	at := j
	if p.word(at-1) == "in" {
		at--
	}
	if p.mark(at-1) == ',' { // 84 of 240 cases, that is, in 35 percent
		for _, w := range []string{"that is", "i.e.", "ie", "in other words", "that means"} {
			if n := p.endsWith(at-1, w); n > 0 {
				j, tight = at-1-n, true
				break
			}
		}
	}
	switch p.mark(j - 1) {
	case '(':
		return j - 1, true
	case '-', '=', ':':
		return j - 1, true
	case ',', ';':
		return j - 1, tight
	}
	if tight && j < i {
		return j, true
	}
	return -1, false
}

// endsWith returns the number of words if the phrase stands right before token i.
func (p *passage) endsWith(i int, phrase string) int {
	n := 1
	for k := range len(phrase) {
		if phrase[k] == ' ' {
			n++
		}
	}
	if p.phrase(i-n, phrase) {
		return n
	}
	return 0
}

// shareNounBefore returns the length of "a [success] rate of" right before token i.
func (p *passage) shareNounBefore(i int) int {
	if p.word(i-1) != "of" || !shareNouns[p.word(i-2)] {
		return 0
	}
	for n := 3; n <= 6; n++ {
		switch p.word(i - n) {
		case "a", "an", "the":
			return n
		case "":
			return 0
		}
	}
	return 0
}

// numberBefore returns the token of the nearest number before token i in its sentence.
func (p *passage) numberBefore(i int) int {
	if i < 1 {
		return -1
	}
	for j := i - 1; j >= 0 && p.sentence(j) == p.sentence(i-1); j-- {
		if p.num(j) != nil {
			return j
		}
	}
	return -1
}

// rest says whether the share at token i is that of the others: the remaining 35 percent.
func (p *passage) rest(i int) bool {
	for j := i - 1; j >= i-3; j-- {
		switch p.word(j) {
		case "remaining", "rest", "others":
			return true
		case "other":
			return p.word(j-1) == "the"
		}
	}
	return false
}
