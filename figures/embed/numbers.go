package embed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"recount/analysis/number"
	"recount/analysis/statistic"
)

// A Number is one statistic as a document quotes it.
type Number struct {
	ID        string `json:"-"`
	Value     string `json:"value,omitempty"` // plain decimal at display precision; none for a set
	Low       string `json:"low,omitempty"`
	High      string `json:"high,omitempty"`
	Unit      string `json:"unit"`
	Number    string `json:"number"`    // for people, without unit: 60,440, −48.7
	Magnitude string `json:"magnitude"` // without its sign: fell by 48.7
	Text      string `json:"text"`      // with its unit: 7.57 times
	Words     string `json:"words"`     // more than seven times
	Formula   string `json:"formula"`
	// Confidence is the confidence interval with its method, of statistics that have one.
	Confidence string `json:"confidence,omitempty"`
	Title      string `json:"title"`
	Source     string `json:"source"`
}

// numberOf returns a statistic as a document quotes it.
func numberOf(r *statistic.Result) Number {
	n := Number{ID: r.ID, Unit: line(r.Unit.Name), Text: line(r.Display()), Words: line(Words(r)), Formula: line(r.Formula()), Title: line(r.Title)}
	n.Value, n.Low, n.High = r.PlainValue()
	n.Number = n.Text // a set is told with its unit
	if d, ok := r.Decimal(); ok {
		n.Number = number.Group(d.String())
	}
	n.Magnitude = strings.TrimPrefix(n.Number, "−")
	n.Source = line(sourcesText(r))
	if r.Confidence != nil {
		n.Confidence = line(r.ConfidenceText())
	}
	return n
}

// sourcesText names the sources of a statistic, each once with its places.
func sourcesText(r *statistic.Result) string {
	var names []string
	places := map[string]string{}
	for _, s := range r.Sources() {
		name := s.Source.Label()
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
		if s.Locator != "" && places[name] != "" {
			places[name] += " and "
		} else if s.Locator != "" {
			places[name] = ", "
		}
		places[name] += s.Locator
	}
	for i, name := range names {
		names[i] += places[name]
	}
	return strings.Join(names, "; ")
}

// A NumberStyle is a language that documents take numbers in.
type NumberStyle string

// The styles.
const (
	LaTeXNumbers NumberStyle = "latex"
	YAMLNumbers  NumberStyle = "yaml"
	JSONNumbers  NumberStyle = "json"
)

// Numbers writes every statistic of a study: macros for LaTeX; a file of variables as Quarto, Typst and
// others read them, in YAML or JSON.
func Numbers(stats *statistic.Set, style NumberStyle) (File, error) {
	var data []byte
	var err error
	name := "numbers." + string(style)
	switch style {
	case LaTeXNumbers:
		name = "numbers.tex"
		data, err = latexNumbers(stats)
	case YAMLNumbers:
		data, err = yamlNumbers(stats)
	case JSONNumbers:
		data, err = jsonNumbers(stats)
	default:
		return File{}, fmt.Errorf("the style of numbers is %q, want latex, yaml or json", style)
	}
	return File{Name: name, Data: data}, err
}

// latexNumbers writes macros. Their names have letters only, so that digits become words; two ids that
// would make one macro are an error, since the document could not tell them apart.
func latexNumbers(stats *statistic.Set) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%% Statistics of the study %s: \\recountNAME is the number, \\recountNAMEMagnitude the number without its sign,\n", line(stats.Study().Name))
	b.WriteString("% \\recountNAMEText has its unit, \\recountNAMEWords is in words. Written by recount embed --numbers latex.\n")
	from := map[string]string{}
	for _, r := range stats.All() {
		n, name := numberOf(r), macroName(r.ID)
		for _, m := range []struct{ suffix, text string }{{"", n.Number}, {"Magnitude", n.Magnitude}, {"Text", n.Text}, {"Words", n.Words}} {
			if id, taken := from[name+m.suffix]; taken {
				return nil, fmt.Errorf("statistics %q and %q both give the macro \\%s: rename one of them in statistics.yaml", id, r.ID, name+m.suffix)
			}
			from[name+m.suffix] = r.ID
			fmt.Fprintf(&b, "\\newcommand{\\%s}{%s}\n", name+m.suffix, latexText(m.text))
		}
	}
	return b.Bytes(), nil
}

// macroName makes a macro of an id: recountSterilizationRateRatio.
func macroName(id string) string {
	var b strings.Builder
	b.WriteString("recount")
	for _, word := range strings.FieldsFunc(id, func(c rune) bool { return !asciiLetter(c) && !(c >= '0' && c <= '9') }) {
		upper := true
		for _, c := range word {
			switch {
			case c >= '0' && c <= '9':
				name := units[c-'0']
				b.WriteString(strings.ToUpper(name[:1]) + name[1:])
				upper = true
			case upper:
				b.WriteString(strings.ToUpper(string(c)))
				upper = false
			default:
				b.WriteRune(c)
			}
		}
	}
	return b.String()
}

func asciiLetter(c rune) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// yamlNumbers writes the same mapping as jsonNumbers, a number a paragraph: a JSON string is one in YAML too.
func yamlNumbers(stats *statistic.Set) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "# Statistics of the study %s. For Quarto save it as _variables.yml and write {{< var stat.ID.text >}};\n# for Typst as numbers.yaml: #yaml(\"numbers.yaml\").stat.at(\"ID\").text\n", line(stats.Study().Name))
	b.WriteString("# Written by recount embed --numbers yaml.\nversion: 1\nstudy: " + quoted(stats.Study().Name) + "\nstat:\n")
	for _, r := range stats.All() {
		n := numberOf(r)
		fmt.Fprintf(&b, "  %s:\n", quoted(n.ID))
		for _, f := range []struct{ key, text string }{
			{"value", n.Value}, {"low", n.Low}, {"high", n.High}, {"unit", n.Unit}, {"number", n.Number}, {"magnitude", n.Magnitude},
			{"text", n.Text}, {"words", n.Words}, {"formula", n.Formula}, {"confidence", n.Confidence}, {"title", n.Title}, {"source", n.Source},
		} {
			if f.text != "" || f.key == "unit" {
				fmt.Fprintf(&b, "    %s: %s\n", f.key, quoted(f.text))
			}
		}
	}
	return b.Bytes(), nil
}

func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.Encode(line(s)) // a string: cannot fail
	return strings.TrimSpace(b.String())
}

// jsonNumbers writes {"version", "study", "stat": {ID: …}}, statistics in the order of their file.
func jsonNumbers(stats *statistic.Set) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"version\": 1,\n  \"study\": %s,\n  \"stat\": {", quoted(stats.Study().Name))
	for i, r := range stats.All() {
		if i > 0 {
			b.WriteByte(',')
		}
		var entry bytes.Buffer
		e := json.NewEncoder(&entry)
		e.SetEscapeHTML(false)
		e.SetIndent("    ", "  ")
		if err := e.Encode(numberOf(r)); err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "\n    %s: %s", quoted(r.ID), bytes.TrimSpace(entry.Bytes()))
	}
	b.WriteString("\n  }\n}\n")
	return b.Bytes(), nil
}
