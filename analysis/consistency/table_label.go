package consistency

import (
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Labels: the headings of a table as a sentence names them. A column under merged headings has several, one
// a level ("2021", "Female"), and a sentence names each of them on its own.

// An axis is the rows or the columns of a grid with their labels.
type axis struct {
	lines  []line
	labels []label
	levels int
}

// A label is one heading at one level, and the lines that stand under it.
type label struct {
	level int
	text  string   // lower case
	stems []string // of its content words
	unit  string   // what stands in brackets behind it: "ha", "£000"
	lines []int
	total bool
	years [2]int // first and last year of a period, zero for anything else
	plain bool   // a common word, as prose somewhere writes it in lower case: no name, no year
}

func newAxis(lines []line) axis {
	x := axis{lines: lines}
	type key struct {
		level int
		text  string
	}
	at := map[key]int{}
	for i, l := range lines {
		x.levels = max(x.levels, len(l.levels))
		for k, s := range l.levels {
			id := key{k, lower(s)}
			n, ok := at[id]
			if !ok {
				n = len(x.labels)
				at[id] = n
				x.labels = append(x.labels, newLabel(k, id.text))
			}
			x.labels[n].lines = append(x.labels[n].lines, i)
			x.labels[n].total = x.labels[n].total || isTotalName(s) || l.total && k == len(l.levels)-1 && len(l.levels) == 1
		}
	}
	return x
}

func newLabel(level int, low string) label {
	l := label{level: level, text: strings.Trim(low, " :*"), years: yearSpan(low)}
	name := l.text
	if before, inside, ok := strings.Cut(name, "("); ok && strings.TrimSpace(before) != "" {
		name, l.unit = before, strings.TrimSpace(strings.TrimRight(inside, " )"))
	}
	if before, behind, ok := strings.Cut(name, ", "); ok && (behind == "n" || behind == "n " || behind == "%" || isUnit(behind)) { // "Mean age, years"
		name = before
		if l.unit == "" {
			l.unit = behind
		}
	}
	if before, _, ok := strings.Cut(name, " per "); ok {
		name = before
	}
	if n := len(name); n == 2 && name[0] == 'q' && name[1] >= '1' && name[1] <= '4' {
		l.stems = []string{[]string{"first", "second", "third", "fourth"}[name[1]-'1'], "quarter"}
		return l
	}
	l.stems = contentStems(name)
	return l
}

// contentStems are the stems of the words that say what a heading or caption is of.
func contentStems(low string) (stems []string) {
	for _, w := range strings.FieldsFunc(low, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !stopWords[w] {
			stems = append(stems, root(w))
		}
	}
	return stems
}

// yearSpan reads "2016–2020", "2020/21" and "2018".
func yearSpan(s string) (years [2]int) {
	s = strings.Trim(s, " *")
	if len(s) < 4 || digitRun(s) != 4 || s < "1500" || s > "2199" {
		return years
	}
	first, _ := strconv.Atoi(s[:4])
	if len(s) == 4 {
		return [2]int{first, first}
	}
	r, n := utf8.DecodeRuneInString(s[4:])
	rest := strings.TrimSpace(s[4+n:])
	last, err := strconv.Atoi(rest)
	switch {
	case err != nil || !strings.ContainsRune("–-/−—", r):
		return years
	case len(rest) == 2:
		last += first / 100 * 100
	case len(rest) != 4:
		return years
	}
	return [2]int{first, last}
}

// roots are words of one meaning in headings and in prose, where no ending tells it.
var roots = map[string]string{
	"women": "female", "woman": "female", "females": "female", "men": "male", "man": "male", "males": "male",
	"resident": "person", "residents": "person", "inhabitant": "person", "inhabitants": "person", "population": "person", "average": "mean",
	"died": "death", "die": "death", "dies": "death", "dead": "death", "born": "birth", "children": "child", "people": "person",
	"jan": "january", "feb": "february", "mar": "march", "apr": "april", "jun": "june", "jul": "july", "aug": "august", "sep": "september", "sept": "september",
	"oct": "october", "nov": "november", "dec": "december", "won": "win", "paid": "pay", "sold": "sale", "sell": "sale", "bought": "buy", "lost": "loss", "spent": "spend", "built": "build", "lent": "lend", "loan": "lend", "loans": "lend",
}

// root is a word without the endings of number and tense, so that "were abandoned" names the heading
// "Abandoned", and "refused" the heading "Refusing". It is no word, and compared with roots only.
func root(w string) string {
	if r, ok := roots[w]; ok {
		w = r
	}
	w = singular(w)
	for _, ending := range []string{"ing", "ed"} {
		stem, ok := strings.CutSuffix(w, ending)
		if !ok || len(stem) < 3 || !strings.ContainsAny(stem, "aeiouy") {
			continue
		}
		if n := len(stem); n > 3 && stem[n-1] == stem[n-2] && !strings.ContainsRune("lsz", rune(stem[n-1])) {
			stem = stem[:n-1] // stopped, stopping
		}
		w = stem
		break
	}
	switch {
	case len(w) > 6 && strings.HasSuffix(w, "ly"):
		w = w[:len(w)-2] // slight, slightly
	case len(w) > 5 && w[len(w)-1] == 'y':
		w = w[:len(w)-1] // injury, injured
	case len(w) > 4:
		w = strings.TrimSuffix(w, "e")
	}
	return w
}

// A labelRef is a label of one of the document's tables.
type labelRef struct {
	grid, axis, label int // axis: 0 rows, 1 columns
}

// axisOf returns the rows (0) or the columns (1).
func (g *grid) axisOf(a int) *axis {
	if a == 0 {
		return &g.byRow
	}
	return &g.byCol
}

// A labelIndex finds the labels of all tables by their first stem, so that a passage is read once, however
// many tables there are.
type labelIndex struct {
	grids   []*grid
	byStem  map[string][]labelRef
	byName  map[string]*grid // "table 3"
	touched map[string]bool  // stems whose labels are known to be common words
}

func indexLabels(grids []*grid) *labelIndex {
	x := &labelIndex{grids, map[string][]labelRef{}, map[string]*grid{}, map[string]bool{}}
	for n, g := range grids {
		g.order = n
		if name := strings.TrimRight(lower(g.table.Label), ".: "); name != "" {
			x.byName[name] = g
		}
		for a := range 2 {
			for k, l := range g.axisOf(a).labels {
				ref := labelRef{n, a, k}
				if len(l.text) > 0 && isDigit(l.text[0]) { // "0–4 years", "2018": found by the digits it begins with
					d := l.text[:digitRun(l.text)]
					x.byStem[d] = append(x.byStem[d], ref)
				} else if len(l.stems) > 0 {
					x.byStem[l.stems[0]] = append(x.byStem[l.stems[0]], ref)
				}
			}
		}
	}
	return x
}

// markPlain finds the labels that prose writes in lower case: common words, which say what is counted, while
// a place or a year only says of whom.
func (x *labelIndex) markPlain(passages []*passage) {
	for _, p := range passages {
		for i := range p.tokens {
			w := p.tokens[i].word
			if w == "" || !unicode.IsLower(firstRune(p.c.text[p.tokens[i].start:])) {
				continue
			}
			stem := root(w)
			if x.touched[stem] {
				continue
			}
			x.touched[stem] = true
			for _, ref := range x.byStem[stem] {
				x.grids[ref.grid].axisOf(ref.axis).labels[ref.label].plain = true
			}
		}
	}
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// A mention is a place in a passage where a label is named.
type mention struct {
	label, at int
	loose     bool // its words stand near each other, not in their order
}

// labelsNamed are the labels of one table that a passage names, by axis, in the order of the text.
type labelsNamed [2][]mention

// nearTables is how many tables before a passage, and how many behind it, its numbers may be of without naming
// one. It keeps the work linear where hundreds of tables have the same headings.
const nearTables = 4

// tablesFor are the tables that a passage may speak of: those near it, and those that it names.
func (x *labelIndex) tablesFor(p *passage) (list []int) {
	behind := sort.Search(len(x.grids), func(i int) bool { return x.grids[i].table.Start >= p.end })
	for n := max(behind-nearTables, 0); n < min(behind+nearTables, len(x.grids)); n++ {
		list = append(list, n)
	}
	for i := range p.tokens {
		if p.word(i) != "table" || len(list) > 4*nearTables {
			continue
		}
		if g, _ := p.tableIn(i, i+2, x); g != nil && !slices.Contains(list, g.order) {
			list = append(list, g.order)
		}
	}
	slices.Sort(list)
	return list
}

// of returns the references to labels of one table.
func of(refs []labelRef, grid int) []labelRef {
	from := sort.Search(len(refs), func(i int) bool { return refs[i].grid >= grid })
	to := from
	for to < len(refs) && refs[to].grid == grid {
		to++
	}
	return refs[from:to]
}

// mentions finds the labels of these tables that the passage names, by table.
func (x *labelIndex) mentions(p *passage, tables []int) map[int]*labelsNamed {
	found := map[int]*labelsNamed{}
	add := func(ref labelRef, at int, loose bool) {
		m := found[ref.grid]
		if m == nil {
			m = &labelsNamed{}
			found[ref.grid] = m
		}
		m[ref.axis] = append(m[ref.axis], mention{ref.label, at, loose})
	}
	for i := range p.tokens {
		for _, key := range p.stemsAt(i) {
			refs := x.byStem[key]
			for n := 0; n < len(tables) && len(refs) > 0; n++ {
				for _, ref := range of(refs, tables[n]) {
					l := &x.grids[ref.grid].axisOf(ref.axis).labels[ref.label]
					if ok, loose := p.names(i, l); ok {
						add(ref, i, loose)
					}
				}
			}
		}
	}
	return found
}

// stemsAt are the stems by which a label may begin at token i.
func (p *passage) stemsAt(i int) []string {
	t := p.at(i)
	if t == nil {
		if w := p.word(i); w != "" {
			return []string{root(w)}
		}
		return nil
	}
	text := lower(p.c.text[t.NumStart:t.End])
	if d := digitRun(text); d > 0 {
		keys := []string{text[:d]}
		if first, _, ok := strings.Cut(lower(p.c.text[t.Start:t.NumStart]), " "); ok { // "under 18"
			keys = append(keys, root(first))
		}
		return keys
	}
	if years := termYears(t); years[0] != 0 {
		return []string{strconv.Itoa(years[0])}
	}
	var stems []string
	for w := range strings.FieldsSeq(text) {
		if r := root(w); !slices.Contains(stems, r) && len(stems) < 4 {
			stems = append(stems, r)
		}
	}
	return stems
}

func termYears(t *term) [2]int {
	if t.class != moment || t.From.Year == 0 {
		return [2]int{}
	}
	return [2]int{t.From.Year, max(t.To.Year, t.From.Year)}
}

// names says whether the label stands at token i: its words in their order with at most stop words between
// them, or, of a longer heading, all of them close by.
func (p *passage) names(i int, l *label) (ok, loose bool) {
	if t := p.at(i); t != nil {
		switch years := termYears(t); {
		case l.years[0] != 0 && years[0] != 0:
			return years == l.years || len(l.text) == 4 && p.dated(t) && years[0] == l.years[0], false
		case len(l.text) > 0 && isDigit(l.text[0]):
			return p.spells(t.NumStart, l.text), false
		case t.Start < t.NumStart && p.spells(t.Start, l.text):
			return true, false
		}
	}
	if len(l.stems) == 0 {
		return false, false
	}
	at := i
	for k, s := range l.stems {
		for k > 0 && stopWords[p.word(at)] {
			at++
		}
		if !slices.Contains(p.stemsAt(at), s) {
			return k > 0 && p.nearby(i, l.stems), true
		}
		at++
	}
	return true, false
}

// dated says whether a date is one day or month, which stands for its year as well: "on 12 June 2018".
func (p *passage) dated(t *term) bool { return t.To.Year == 0 }

// spells says whether the text at an offset begins with a label, whatever dash or space it uses.
func (p *passage) spells(off int, label string) bool {
	text := lower(p.c.text[off:min(off+2*len(label)+8, p.end)])
	plain := strings.NewReplacer("–", "-", "−", "-", "\u00a0", " ", " to ", "-")
	rest, ok := strings.CutPrefix(plain.Replace(text), plain.Replace(label))
	next := firstRune(rest)
	return ok && !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

// nearWords is how far the words of a heading may stand from its first one.
const nearWords = 16

func (p *passage) nearby(i int, stems []string) bool {
	from, to := p.bounds(i)
	from, to = max(from, i-nearWords), min(to, i+nearWords+1)
	for _, s := range stems[1:] { // the first stands at i
		found := false
		for k := from; k < to && !found; k++ {
			found = p.tokens[k].term < 0 && p.tokens[k].word != "" && root(p.tokens[k].word) == s
		}
		if !found {
			return false
		}
	}
	return true
}
