package figures

import (
	"slices"

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
