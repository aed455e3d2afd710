package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// An abbreviation's class says when the full stop behind it also ends the sentence.
type abbreviation uint8

const (
	word abbreviation = iota
	// leads: something always follows, as after a title or "cf.". Never an end.
	leads
	// counts: a number or letter follows, "para. 12", "No. 5", "Sept. 2018". Before anything else the
	// stop ends the sentence, as after the answer "No."
	counts
	// either: the phrase may end here, "the U.S. The" but "the U.S. Secretary". It ends where the next
	// word is one that begins sentences and not names.
	either
)

// abbreviations are in lower case and without their last full stop.
var abbreviations = func() map[string]abbreviation {
	m := make(map[string]abbreviation, 160)
	for class, list := range map[abbreviation]string{
		leads: "dr mr mrs ms messrs prof gen col maj lt sgt capt cmdr adm brig rep reps sen sens gov rev hon pres supt insp " +
			"amb det fr mx mme vs v cf e.g eg i.e ie viz approx ca circa incl esp resp ibid et dept univ asst assoc mt ft",
		counts: "no nos para paras par fn art arts sec secs sect ch chap vol vols fig figs eq eqs p pp app ann pt reg ref refs " +
			"tab ex nr num cl sched amend res rule jan feb mar apr jun jul aug sept sep oct nov dec",
		either: "inc ltd co corp plc llc bros etc al jr sr a.m p.m am pm ph.d phd m.d b.a m.a d.c st ave blvd rd ed eds trans " +
			"mil bn est govt intl natl mon tue tues wed thu thur thurs fri sat sun ff seq cit",
	} {
		for _, a := range strings.Fields(list) {
			m[a] = class
		}
	}
	return m
}()

// starters are words that begin sentences and seldom a name.
var starters = func() map[string]bool {
	m := make(map[string]bool, 128)
	for _, s := range strings.Fields("The A An In On At By For From To Of With Without Within During Since After Before Until " +
		"While When Where Why How What Which Who It Its He She His Her They Their We Our I You Your This That These Those There " +
		"Here But And Or Nor So Yet Also However Moreover Furthermore Meanwhile Although Though Because If As Some Many Most " +
		"More Few Several All Both Each Every No Not Nearly Almost About Around Over Under Only Just Even Still Then Thus " +
		"Therefore Hence According Despite Between Among Across Through Under Once Officials Researchers Police Authorities Two " +
		"Three Four Five Six Seven Eight Nine Ten Another Other Others Such Last Later Earlier Overall") {
		m[s] = true
	}
	return m
}()

// abbreviationEnds decides whether a single full stop at i ends the sentence that began at from, where
// white space and then next follow; r is the first letter or digit there.
func abbreviationEnds(text string, from, i, next int, r rune) bool {
	w := wordBefore(text, from, i)
	if w == "" {
		return true
	}
	if from+len(w) == i && len(w) <= 4 && (digits(w) || roman(w)) {
		return false // the number of a list item or heading: "5. ", "IV. "
	}
	class := classOf(w)
	if class == word && initials(w) {
		class = either
	}
	switch class {
	case leads:
		return false
	case counts:
		return !unicode.IsDigit(r) && text[next] != '(' && !romanAt(text, next)
	case either:
		first, _, _ := strings.Cut(text[next:min(len(text), next+16)], " ")
		first = strings.TrimRight(strings.TrimLeft(first, "\"'“‘(["), ",;:’'")
		return starters[first]
	}
	return true
}

// maxAbbreviation is longer than every abbreviation of the list.
const maxAbbreviation = 12

// classOf looks a word up without regard to case.
func classOf(w string) abbreviation {
	var low [maxAbbreviation]byte
	if len(w) > len(low) {
		return word
	}
	for i := range len(w) {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		low[i] = c
	}
	return abbreviations[string(low[:len(w)])]
}

// wordBefore returns the letters, digits and inner full stops before i, of a long word only its end.
func wordBefore(text string, from, i int) string {
	at := i
	for at > from && i-at <= maxAbbreviation {
		c := text[at-1]
		if c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '.' {
			at--
			continue
		}
		r, n := utf8.DecodeLastRuneInString(text[from:at])
		if c < utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			break
		}
		at -= n
	}
	return text[at:i]
}

// initials reports whether a word is one capital or capitals with full stops between them: J, U.S.
func initials(w string) bool {
	letters := 0
	for _, r := range w {
		switch {
		case r == '.':
			letters = 0
		case !unicode.IsUpper(r):
			return false
		default:
			letters++
		}
		if letters > 1 {
			return false
		}
	}
	return true
}

func roman(w string) bool {
	return strings.Trim(w, "IVXLC") == ""
}

// romanAt reports whether a Roman numeral of more than one letter stands at i: "Art. IV".
func romanAt(text string, i int) bool {
	n := i
	for n < len(text) && strings.IndexByte("IVXLC", text[n]) >= 0 {
		n++
	}
	return n > i && (n == len(text) || strings.IndexByte(" ,.;:)\n", text[n]) >= 0) && (n-i > 1 || text[i] != 'I')
}
