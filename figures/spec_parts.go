package figures

import (
	"strings"

	"recount/analysis/number"
	"recount/figures/internal/yamlfile"
)

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
