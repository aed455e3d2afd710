package figures

import (
	"slices"
	"strings"

	"recount/analysis/number"
	"recount/figures/internal/chart"
	"recount/figures/internal/yamlfile"
)

// A spec is one entry of figures.yaml as written: nothing in it is looked up yet.
type spec struct {
	node yamlfile.Node // for messages about the figure as a whole
	id   string
	kind chart.Kind
	tall bool
	lang string

	title, subtitle, source words
	notes                   []words
	statistics              []ref // quoted by the words, not drawn

	from, to   *number.Decimal
	horizontal bool
	intervals  bool
	each       int

	categories []words
	series     []seriesSpec
	rows       []rowSpec
	ends       []words
	groups     []groupSpec
	events     []ref
	panels     []panelSpec
	value      *ref
	of, in     *ref
	unit       words
	reference  *rowSpec
}

// words are text as written, with where it stands.
type words struct {
	text string
	node yamlfile.Node
}

// A ref names what is drawn: an observation by id, a statistic, or observations by a selector.
type ref struct {
	node      yamlfile.Node
	id        string
	statistic string
	where     map[string]string
	text      words // drawn instead of the number
	label     words // of an event
	minor     bool  // of an event
	none      bool  // nothing is known: the word none
}

type seriesSpec struct {
	node    yamlfile.Node
	name    words
	context bool
	values  []ref
	many    *ref // a selector for all values, in time
	within  words
	label   []string // periods whose points carry their number
	change  *ref
}

type rowSpec struct {
	node   yamlfile.Node
	label  words
	values []ref // value; from and to; values
	quoted []ref
	ratio  *ref
	divide bool // the ratio is to over from
	text   words
}

type groupSpec struct {
	name  words
	value ref
	open  bool
	rest  bool // all of the figure's in that are in no other group
}

type panelSpec struct {
	title      words
	lines      bool
	categories []words
	series     []seriesSpec
}

// maxFigures bounds a file; a study of thousands of figures is a mistake.
const maxFigures = 2000

var figureKeys = []string{"id", "kind", "title", "subtitle", "notes", "source", "lang", "size", "statistics", "axis",
	"horizontal", "intervals", "each", "categories", "series", "rows", "ends", "groups", "events", "panels", "value", "of", "in", "unit", "reference"}

// parseSpecs reads the figures of a file, in order. An entry with a fault is left out.
func parseSpecs(name string, data []byte) ([]*spec, *yamlfile.File) {
	file, root := yamlfile.Parse(name, data)
	if !root.Valid() {
		return nil, file
	}
	list := root.List("the file")
	if len(list) > maxFigures {
		root.Fault("%d figures, want at most %d", len(list), maxFigures)
		return nil, file
	}
	var specs []*spec
	seen := map[string]int{}
	for _, n := range list {
		before := file.Faults()
		s := &spec{node: n}
		fields := n.Map("a figure", figureKeys...)
		for _, f := range fields {
			s.field(f)
		}
		switch {
		case file.Faults() > before:
		case s.id == "":
			n.Fault("the figure has no id")
		case s.kind == "":
			n.Fault("figure %q has no kind, want one of %s", s.id, yamlfile.OrList(kindNames()))
		case s.title.text == "":
			n.Fault("figure %q has no title: say what it shows, with the number", s.id)
		case seen[s.id] > 0:
			n.Fault("figure %q is also on line %d, want each id once", s.id, seen[s.id])
		default:
			seen[s.id] = n.Place().Line
			specs = append(specs, s)
		}
	}
	return specs, file
}

func kindNames() []string {
	var names []string
	for _, k := range chart.Kinds {
		names = append(names, string(k))
	}
	return names
}

// field reads one key of a figure.
func (s *spec) field(f yamlfile.Field) {
	switch f.Key {
	case "id":
		if s.id, _ = f.Text("id"); s.id != "" && !validID(s.id) {
			f.Fault("id %q, want lower-case letters and digits with hyphens between, such as birth-rates", s.id)
		}
	case "kind":
		text, ok := f.Text("kind")
		if s.kind = chart.Kind(text); ok && !slices.Contains(chart.Kinds, s.kind) {
			f.Fault("kind is %q%s", text, yamlfile.DidYouMean(text, kindNames()))
		}
	case "title":
		s.title = wordsOf(f.Node, "title")
	case "subtitle":
		s.subtitle = wordsOf(f.Node, "subtitle")
	case "source":
		s.source = wordsOf(f.Node, "source")
	case "unit":
		s.unit = wordsOf(f.Node, "unit")
	case "notes":
		s.notes = wordList(f.Node, "notes")
	case "lang":
		s.lang, _ = f.Text("lang")
	case "size":
		switch text, ok := f.Text("size"); {
		case text == "tall":
			s.tall = true
		case ok && text != "standard":
			f.Fault("size is %q, want standard or tall", text)
		}
	case "statistics":
		s.statistics = refs(f.Node, "statistics")
	case "axis":
		for _, a := range f.Map("axis", "from", "to") {
			if v := decimalOf(a.Node, a.Key); a.Key == "from" {
				s.from = v
			} else {
				s.to = v
			}
		}
	case "horizontal":
		s.horizontal = f.Bool("horizontal")
	case "intervals":
		s.intervals = f.Bool("intervals")
	case "each":
		if v := decimalOf(f.Node, "each"); v != nil {
			n, ok := v.Coefficient()
			if !ok || v.Place() != 0 || n < 1 || n > 1e9 {
				f.Fault("each is %s, want a whole number of people for one sign", v)
			}
			s.each = int(n)
		}
	default:
		s.data(f)
	}
}

// data reads the keys that say what is drawn.
func (s *spec) data(f yamlfile.Field) {
	switch f.Key {
	case "categories":
		s.categories = wordList(f.Node, "categories")
	case "ends":
		s.ends = wordList(f.Node, "ends")
	case "series":
		s.series = seriesList(f.Node)
	case "rows":
		for _, n := range f.List("rows") {
			s.rows = append(s.rows, rowOf(n, "a row"))
		}
	case "groups":
		for _, n := range f.List("groups") {
			s.groups = append(s.groups, groupOf(n))
		}
	case "events":
		s.events = refs(f.Node, "events")
	case "panels":
		for _, n := range f.List("panels") {
			s.panels = append(s.panels, panelOf(n))
		}
	case "value":
		s.value = refPtr(f.Node, "value")
	case "of":
		s.of = refPtr(f.Node, "of")
	case "in":
		s.in = refPtr(f.Node, "in")
	case "reference":
		r := rowOf(f.Node, "reference")
		s.reference = &r
	}
}

// validID says whether s is words of lower-case letters and digits with single hyphens between: ids
// stand in file names, in SVG and in LaTeX.
func validID(s string) bool {
	joint := true
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9' && i > 0:
			joint = false
		case c == '-' && !joint:
			joint = true
		default:
			return false
		}
	}
	return !joint && len(s) <= 60
}

func wordsOf(n yamlfile.Node, what string) words {
	text, _ := n.Text(what)
	// No-break spaces are the author's: only what a line of YAML folds is made one space.
	fields := strings.FieldsFunc(text, func(r rune) bool { return r == ' ' || r == '\n' })
	return words{strings.Join(fields, " "), n}
}

func wordList(n yamlfile.Node, what string) []words {
	if !n.IsList() {
		return []words{wordsOf(n, what)}
	}
	var out []words
	for _, item := range n.List(what) {
		out = append(out, wordsOf(item, what))
	}
	return out
}

func decimalOf(n yamlfile.Node, what string) *number.Decimal {
	text, ok := n.Text(what)
	if !ok {
		return nil
	}
	d, err := number.Parse(text)
	if err != nil {
		n.Fault("%s: %v", what, err)
		return nil
	}
	return &d
}

func seriesList(n yamlfile.Node) []seriesSpec {
	var out []seriesSpec
	for _, item := range n.List("series") {
		out = append(out, seriesOf(item))
	}
	return out
}

func seriesOf(n yamlfile.Node) seriesSpec {
	s := seriesSpec{node: n}
	for _, f := range n.Map("a series", "name", "role", "values", "within", "label", "change") {
		switch f.Key {
		case "name":
			s.name = wordsOf(f.Node, "name")
		case "role":
			switch text, ok := f.Text("role"); {
			case text == "context":
				s.context = true
			case ok && text != "subject":
				f.Fault("role is %q, want subject or context", text)
			}
		case "values":
			if f.IsMap() {
				s.many = refPtr(f.Node, "values")
			} else {
				s.values = refs(f.Node, "values")
			}
		case "within":
			s.within = wordsOf(f.Node, "within")
		case "label":
			for _, w := range wordList(f.Node, "label") {
				s.label = append(s.label, w.text)
			}
		case "change":
			s.change = refPtr(f.Node, "change")
		}
	}
	return s
}

func rowOf(n yamlfile.Node, what string) rowSpec {
	r := rowSpec{node: n}
	var from, to *ref
	for _, f := range n.Map(what, "label", "value", "values", "from", "to", "quoted", "ratio", "text") {
		switch f.Key {
		case "label":
			r.label = wordsOf(f.Node, "label")
		case "text":
			r.text = wordsOf(f.Node, "text")
		case "value":
			r.values = append(r.values, refOf(f.Node, "value"))
		case "values":
			r.values = append(r.values, refs(f.Node, "values")...)
		case "from":
			from = refPtr(f.Node, "from")
		case "to":
			to = refPtr(f.Node, "to")
		case "quoted":
			r.quoted = refs(f.Node, "quoted")
		case "ratio":
			if text := scalar(f.Node); text == "true" {
				r.divide = true
			} else {
				r.ratio = refPtr(f.Node, "ratio")
			}
		}
	}
	if from != nil && to != nil {
		r.values = append(r.values, *from, *to)
	} else if from != nil || to != nil {
		n.Fault("a row has one of from and to, want both")
	}
	return r
}

// scalar returns a plain value, or nothing for lists and mappings.
func scalar(n yamlfile.Node) string {
	if n.IsMap() || n.IsList() || n.IsNull() {
		return ""
	}
	text, _ := n.Text("value")
	return text
}

func groupOf(n yamlfile.Node) groupSpec {
	var g groupSpec
	for _, f := range n.Map("a group", "name", "value", "rest", "open") {
		switch f.Key {
		case "name":
			g.name = wordsOf(f.Node, "name")
		case "value":
			g.value = refOf(f.Node, "value")
		case "open":
			g.open = f.Bool("open")
		case "rest":
			g.rest = f.Bool("rest")
		}
	}
	if g.name.text == "" || g.value.node.Valid() == g.rest {
		n.Fault("a group wants name, and value or rest: true")
	}
	return g
}

func panelOf(n yamlfile.Node) panelSpec {
	var p panelSpec
	for _, f := range n.Map("a panel", "title", "draw", "categories", "series") {
		switch f.Key {
		case "title":
			p.title = wordsOf(f.Node, "title")
		case "draw":
			switch text, ok := f.Text("draw"); {
			case text == "lines":
				p.lines = true
			case ok && text != "bars":
				f.Fault("draw is %q, want bars or lines", text)
			}
		case "categories":
			p.categories = wordList(f.Node, "categories")
		case "series":
			p.series = seriesList(f.Node)
		}
	}
	return p
}

// refs reads one reference or a list of them.
func refs(n yamlfile.Node, what string) []ref {
	if !n.IsList() {
		return []ref{refOf(n, what)}
	}
	var out []ref
	for _, item := range n.List(what) {
		out = append(out, refOf(item, what))
	}
	return out
}

func refPtr(n yamlfile.Node, what string) *ref {
	r := refOf(n, what)
	return &r
}

// refOf reads {id: …}, {statistic: …}, a selector, or the word none; a bare word is the id of an
// observation.
func refOf(n yamlfile.Node, what string) ref {
	r := ref{node: n}
	if !n.IsMap() {
		text, ok := n.Text(what)
		switch {
		case text == "none":
			r.none = true
		case ok:
			r.id = text
		}
		return r
	}
	for _, f := range n.Map(what) {
		switch f.Key {
		case "id":
			r.id, _ = f.Text("id")
		case "statistic":
			r.statistic, _ = f.Text("statistic")
		case "text":
			r.text = wordsOf(f.Node, "text")
		case "label":
			r.label = wordsOf(f.Node, "label")
		case "minor":
			r.minor = f.Bool("minor")
		default:
			if r.where == nil {
				r.where = map[string]string{}
			}
			r.where[f.Key], _ = f.Text(f.Key)
		}
	}
	named := 0
	for _, is := range []bool{r.id != "", r.statistic != "", len(r.where) > 0} {
		if is {
			named++
		}
	}
	if named != 1 {
		n.Fault("%s names %d things, want one of {id: …}, {statistic: …} or a selector such as {measure: …, place: …, period: …}", what, named)
	}
	return r
}
