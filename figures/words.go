package figures

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"recount/analysis/number"
	"recount/datasets"
	"recount/figures/internal/yamlfile"
)

// checked puts values into words and has the numbers typed in them checked when all rows are known.
func (r *resolver) checked(w words, optional bool) string {
	if w.text == "" {
		if !optional && w.node.Valid() {
			r.fault(w.node, "the words are empty")
		}
		return ""
	}
	shown, typed := r.expand(w)
	r.facts.later = append(r.facts.later, words{typed, w.node})
	return shown
}

// expand puts values for placeholders: {{stat "id"}}, {{obs "id"}} and {{text "as it is"}}. The second
// result has blanks there: what was computed needs no checking.
func (r *resolver) expand(w words) (shown, typed string) {
	var a, b strings.Builder
	rest := w.text
	for {
		before, after, ok := strings.Cut(rest, "{{")
		a.WriteString(before)
		b.WriteString(before)
		if !ok {
			break
		}
		inside, tail, ok := strings.Cut(after, "}}")
		if !ok {
			r.fault(w.node, "a placeholder {{%s is not closed with }}", clipText(after))
			break
		}
		a.WriteString(r.placeholder(w.node, strings.TrimSpace(inside)))
		b.WriteString(" ")
		rest = tail
	}
	return a.String(), b.String()
}

func clipText(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:39]) + "…"
	}
	return s
}

// placeholder evaluates what stands between double braces: a word, a quoted argument, options.
func (r *resolver) placeholder(n yamlfile.Node, s string) string {
	verb, rest, _ := strings.Cut(s, `"`)
	arg, options, closed := strings.Cut(rest, `"`)
	verb = strings.TrimSpace(verb)
	if !closed || verb != "stat" && verb != "obs" && verb != "text" {
		r.fault(n, `placeholder {{%s}}, want {{stat "ID"}}, {{obs "ID"}} or {{text "WORDS"}}`, clipText(s))
		return ""
	}
	if verb == "text" {
		return arg
	}
	if verb == "stat" {
		res := r.result(n, arg)
		if res == nil {
			return ""
		}
		d, ok := res.Decimal()
		if !ok {
			return res.Display()
		}
		after := strings.TrimPrefix(res.Display(), number.Group(d.String())) // the unit, as people write it
		return r.options(n, options, res.Value, d, after)
	}
	i, ok := r.set.study.Find(arg)
	if !ok {
		r.fault(n, "there is no observation %q%s", arg, r.set.study.Suggest(arg))
		return ""
	}
	o := r.set.study.Observation(i)
	r.use(i)
	r.facts.observation(&o)
	if !o.HasValue {
		return observationText(&o)
	}
	return hedgeWords[o.Qualifier] + r.options(n, options, o.Value.Rat(), o.Value, suffix(o.Unit))
}

// options applies what follows an id: abs leaves the sign out, number the unit, digits=N rounds.
func (r *resolver) options(n yamlfile.Node, options string, exact *big.Rat, d number.Decimal, unit string) string {
	for _, o := range strings.Fields(options) {
		switch digits, ok := strings.CutPrefix(o, "digits="); {
		case o == "abs":
			exact = new(big.Rat).Abs(exact)
			if d.Sign() < 0 {
				d = d.Neg()
			}
		case o == "number":
			unit = ""
		case ok && len(digits) == 1 && digits[0] >= '0' && digits[0] <= '9':
			d = number.FromRat(exact, -int(digits[0]-'0'))
		default:
			r.fault(n, "placeholder option %q, want abs, number or digits=N", clipText(o))
		}
	}
	return numberText(d) + unit
}

// words sets title, subtitle and notes.
func (r *resolver) words() {
	s, f := r.spec, r.fig
	f.Title = r.checked(s.title, false)
	f.Subtitle = r.checked(s.subtitle, true)
	for _, w := range s.notes {
		f.Notes = append(f.Notes, r.checked(w, false))
	}
	if len(r.models) > 0 {
		f.Subtitle = strings.TrimSuffix(f.Subtitle, ".") + ". " + intervalWord(r.spec) + ": " + strings.Join(r.models, "; ") + "."
	}
	f.Notes = append(f.Notes, r.caveats...)
	r.chart.Title, r.chart.Subtitle, r.chart.Notes = f.Title, f.Subtitle, f.Notes
}

func intervalWord(s *spec) string {
	if s.kind == "bar" {
		return "Whiskers"
	}
	return "Bands"
}

// finish sets what follows from the rows: source line, descriptions; and checks the words.
func (r *resolver) finish() {
	slices.Sort(r.fig.observations)
	r.sourceLine()
	r.facts.counts(r)
	for _, w := range r.facts.later {
		for _, bad := range r.facts.unsupported(w.text, r.fig.Lang) {
			r.fault(w.node, "%q is borne out by none of its rows and statistics%s: quote it as {{stat \"ID\"}}, correct it, or write {{text %q}} if it is no statistic",
				bad.text, bad.nearest, bad.text)
		}
	}
	r.fig.Description = r.describe()
	r.fig.Alt = r.alternative()
}

// sourceLine names the sources of everything drawn, then the tables.
func (r *resolver) sourceLine() {
	study := r.set.study
	var names, tables []string
	locators := map[string][]string{}
	for _, i := range r.fig.observations {
		o := study.Observation(i)
		if file := baseName(o.File); !slices.Contains(tables, file) {
			tables = append(tables, file)
		}
	}
	// Rows that are drawn themselves come before those that only go into statistics.
	for _, computed := range []bool{false, true} {
		for _, d := range r.fig.Data {
			for _, c := range d.Sources {
				if d.Statistic == computed && c.ID != "" {
					r.name(study.Source(c.ID), c.Locator, &names, locators)
				}
			}
		}
	}
	for _, i := range r.fig.observations {
		if o := study.Observation(i); o.Source != nil {
			r.name(o.Source, o.Locator, &names, locators)
		}
	}
	if len(study.Licences) > 0 {
		r.fig.Licence = study.Licences[0].Name
	}
	switch {
	case r.spec.source.text != "":
		r.fig.Source = r.checked(r.spec.source, false)
	case len(names) == 0:
		r.fault(r.spec.node, "its rows name no source: give each row a source in the table, or the figure a source line (source: …)")
		return
	default:
		r.fig.Source = "Source: " + namesText(names, locators) + "."
	}
	r.sources = r.fig.Source
	data := "Data: " + study.Name + ", " + strings.Join(clip(tables, 3), ", ")
	if r.fig.Licence != "" {
		data += " (" + strings.ReplaceAll(r.fig.Licence, "-", " ") + ")"
	}
	r.fig.Source = strings.TrimSuffix(r.fig.Source, ".") + ". " + data + "."
	r.chart.Source = r.fig.Source
}

// name adds a source to those of the source line, with where in it.
func (r *resolver) name(s *datasets.Source, locator string, names *[]string, locators map[string][]string) {
	name := s.Label()
	if year, _, _ := strings.Cut(s.Date, "-"); len(year) == 4 && !strings.ContainsAny(name, "0123456789") {
		name += " " + year
	}
	if !slices.Contains(*names, name) {
		*names = append(*names, name)
	}
	all := locators[name]
	for i, l := range all {
		if strings.HasPrefix(l, locator) {
			return // "para 108" beside "para 108, p. 34" says nothing more
		}
		if strings.HasPrefix(locator, l) {
			all[i] = locator
			return
		}
	}
	locators[name] = append(all, locator)
}

func baseName(file string) string {
	if i := strings.LastIndexAny(file, "/\\"); i >= 0 {
		return file[i+1:]
	}
	return file
}

// namesText lists sources: one with where in it, up to four by name, more by number.
func namesText(names []string, locators map[string][]string) string {
	switch {
	case len(names) == 1 && locators[names[0]][0] != "" && len(strings.Join(locators[names[0]], "; ")) <= 90:
		return names[0] + ", " + strings.Join(locators[names[0]], "; ")
	case len(names) <= 4:
		return strings.Join(names, "; ")
	}
	return fmt.Sprintf("%s and %d more, listed with the data", strings.Join(names[:3], "; "), len(names)-3)
}
