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
	var d number.Decimal
	var has bool
	var unit datasets.Unit
	text := ""
	if verb == "stat" {
		res := r.result(n, arg)
		if res == nil {
			return ""
		}
		d, has = res.Decimal()
		unit, text = res.Unit, resultText(res)
		if exact := res.Value; exact != nil {
			return r.options(n, options, exact, d, unit, text)
		}
	} else {
		i, ok := r.set.study.Find(arg)
		if !ok {
			r.fault(n, "there is no observation %q%s", arg, r.set.study.Suggest(arg))
			return ""
		}
		o := r.set.study.Observation(i)
		r.use(i)
		r.facts.observation(&o)
		d, has, unit, text = o.Value, o.HasValue, o.Unit, observationText(&o)
	}
	if !has {
		return text
	}
	return r.options(n, options, d.Rat(), d, unit, text)
}

// options applies what follows an id: abs leaves the sign out, number the unit, digits=N rounds.
func (r *resolver) options(n yamlfile.Node, options string, exact *big.Rat, d number.Decimal, unit datasets.Unit, text string) string {
	fields := strings.Fields(options)
	if len(fields) == 0 {
		return text
	}
	after := suffix(unit)
	for _, o := range fields {
		switch digits, ok := strings.CutPrefix(o, "digits="); {
		case o == "abs":
			exact = new(big.Rat).Abs(exact)
			if d.Sign() < 0 {
				d = d.Neg()
			}
		case o == "number":
			after = ""
		case ok && len(digits) == 1 && digits[0] >= '0' && digits[0] <= '9':
			d = number.FromRat(exact, -int(digits[0]-'0'))
		default:
			r.fault(n, "placeholder option %q, want abs, number or digits=N", clipText(o))
		}
	}
	return numberText(d) + after
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
		if o.Source == nil {
			continue
		}
		name := o.Source.Label()
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		if o.Locator != "" && !slices.Contains(locators[name], o.Locator) {
			locators[name] = append(locators[name], o.Locator)
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
	data := "Data: " + study.Name + ", " + strings.Join(clip(tables, 3), ", ")
	if r.fig.Licence != "" {
		data += " (" + strings.ReplaceAll(r.fig.Licence, "-", " ") + ")"
	}
	r.fig.Source = strings.TrimSuffix(r.fig.Source, ".") + ". " + data + "."
	r.chart.Source = r.fig.Source
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
	case len(names) == 1 && len(locators[names[0]]) > 0 && len(strings.Join(locators[names[0]], "; ")) <= 60:
		return names[0] + ", " + strings.Join(locators[names[0]], "; ")
	case len(names) <= 4:
		return strings.Join(names, "; ")
	}
	return fmt.Sprintf("%s and %d more, listed with the data", strings.Join(names[:3], "; "), len(names)-3)
}
