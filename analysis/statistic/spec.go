package statistic

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
	"recount/analysis/number"
	"recount/datasets"
)

// A spec is one entry of a statistics file as written: nothing in it is looked up yet.
type spec struct {
	at              *token.Position // of its id
	id, title, note string
	places          *int
	model           string // a method for the confidence interval, asked for by name
	modelAt         *token.Position
	level           *big.Rat

	op   Op
	opAt *token.Position
	args [][]ref // by role

	per      int64
	unit     TimeUnit
	fraction *big.Rat
	hedge    number.Hedge
	cut      int // the year from which a series is interrupted
	within   datasets.Period
	by       string
	show     string
}

// A ref names what goes into a formula: an observation by its id or by a selector, or another statistic.
type ref struct {
	at        *token.Position
	id        string
	statistic string
	where     []condition
	index     int // of the observation, plus one, where a selector of many was spread out
}

// A condition is one column of a selector and the value that it must have.
type condition struct {
	column, value string
	at            *token.Position
}

// Bounds on what an entry may ask for.
const (
	maxSpecs  = 10_000
	maxRefs   = 10_000 // of one list
	maxPlaces = 12
	maxPer    = 1_000_000_000
)

// validID says whether s is words of lower-case letters and digits with single hyphens, dots or
// underscores between: ids stand in file names, in comments of a text and in LaTeX macros.
func validID(s string) bool {
	joint := true // nothing before, or a mark that must be followed by a word
	for _, c := range []byte(s) {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			joint = false
		case (c == '-' || c == '.' || c == '_') && !joint:
			joint = true
		default:
			return false
		}
	}
	return !joint && len(s) <= 100
}

// parseSpecs reads the entries of a statistics file, in order. Faults are collected; an entry with one
// is left out.
func parseSpecs(file string, data []byte) ([]*spec, *reader) {
	r := newReader(file)
	return r.specs(r.parseYAML(data)), r
}

func newReader(file string) *reader {
	return &reader{faults: faults{file: file}, broken: map[string]bool{}}
}

// specs reads the entries of a syntax tree, nil for one that could not be read.
func (r *reader) specs(root ast.Node) []*spec {
	if root == nil {
		return nil
	}
	list, ok := root.(*ast.SequenceNode)
	if !ok {
		r.fault(place(root), "the file is %s, want a list of statistics, each starting with \"- id:\"", describe(root))
		return nil
	}
	if len(list.Values) > maxSpecs {
		r.fault(place(root), "%d statistics, want at most %d", len(list.Values), maxSpecs)
		return nil
	}
	var specs []*spec
	seen := map[string]int{}
	for _, n := range list.Values {
		s, ok := r.spec(n)
		if line, dup := seen[s.id]; dup && s.id != "" {
			r.fault(s.at, "statistic %q is also on line %d, want each id once", s.id, line)
			continue
		}
		if !ok {
			r.broken[s.id] = true
			continue
		}
		seen[s.id] = s.at.Line
		specs = append(specs, s)
	}
	return specs
}

// specKeys are the keys of an entry beside its operation.
var specKeys = []string{"id", "title", "note", "places", "model", "level"}

// spec reads one entry, and says whether nothing is wrong with it.
func (r *reader) spec(n ast.Node) (*spec, bool) {
	before := r.errs.Total
	fs, _ := r.fields(n, "a statistic")
	s := &spec{at: place(n), level: big.NewRat(95, 100)}
	var ops []field
	for _, f := range fs {
		switch {
		case slices.Contains(specKeys, f.key):
			r.header(s, f)
		case slices.Contains(opKeys, f.key):
			ops = append(ops, f)
		default:
			r.fault(f.at, "a statistic has no key %q%s", f.key, didYouMean(f.key, append(slices.Clone(specKeys), opKeys...)))
		}
	}
	if s.id == "" && r.errs.Total == before {
		r.fault(s.at, "the statistic has no id")
	}
	if s.title == "" && r.errs.Total == before {
		r.fault(s.at, "statistic %q has no title", s.id)
	}
	switch len(ops) {
	case 0:
		if r.errs.Total == before {
			r.fault(s.at, "statistic %q says nothing to compute, want one of %s", s.id, orList(opKeys))
		}
	case 1:
		r.operation(s, ops[0])
	default:
		r.fault(ops[1].at, "statistic %q has both %s and %s, want one operation", s.id, ops[0].key, ops[1].key)
	}
	return s, r.errs.Total == before
}

// header reads id, title and what else stands beside the operation.
func (r *reader) header(s *spec, f field) {
	text, ok := r.text(f.value, f.key)
	if !ok {
		return
	}
	at := place(f.value)
	switch f.key {
	case "id":
		s.at = at
		if s.id = text; !validID(text) {
			r.fault(at, "id %q, want lower-case letters and digits with hyphens between, such as birth-rate-fall", shorten(text))
		}
	case "title":
		s.title = strings.Join(strings.Fields(text), " ")
	case "note":
		s.note = strings.Join(strings.Fields(text), " ")
	case "places":
		n, err := wholeNumber(text, 0, maxPlaces)
		if err != nil {
			r.fault(at, "places: %v", err)
			return
		}
		places := int(n)
		s.places = &places
	case "model":
		s.model, s.modelAt = text, at
	case "level":
		d, err := number.Parse(text)
		if level := d.Rat(); err != nil || level.Sign() <= 0 || level.Cmp(one) >= 0 {
			r.fault(at, "level is %q, want a number between 0 and 1 such as 0.95", shorten(text))
			return
		}
		s.level = d.Rat()
	}
}

// operation reads the arguments and options of the one operation.
func (r *reader) operation(s *spec, f field) {
	s.op, _ = opNamed(f.key)
	s.opAt = f.at
	g := grammar[s.op]
	if len(g.roles) == 0 {
		if one, ok := r.ref(f.value, f.key); ok {
			s.args = [][]ref{{one}}
		}
		return
	}
	fs, ok := r.fields(f.value, f.key, s.op.keys()...)
	if !ok {
		return
	}
	given := map[string]field{}
	for _, f := range fs {
		given[f.key] = f
	}
	for _, role := range g.roles {
		a, ok := given[role.key]
		if !ok {
			r.fault(f.at, "%s has no %q, want %s", f.key, role.key, andList(s.op.required()))
			continue
		}
		s.args = append(s.args, r.refs(a.value, f.key+" "+role.key, role))
	}
	for _, o := range g.options {
		a, ok := given[o.key]
		if !ok {
			if o.required {
				r.fault(f.at, "%s has no %q, want %s", f.key, o.key, andList(s.op.required()))
			}
			continue
		}
		if text, ok := r.text(a.value, o.key); ok {
			if err := o.set(s, text); err != nil {
				r.fault(place(a.value), "%s %s: %v", f.key, o.key, err)
			}
		}
	}
}

// required lists the keys that an operation cannot do without.
func (op Op) required() []string {
	var keys []string
	for _, r := range grammar[op].roles {
		keys = append(keys, r.key)
	}
	for _, o := range grammar[op].options {
		if o.required {
			keys = append(keys, o.key)
		}
	}
	return keys
}

// refs reads one reference or, where the role takes one, a list of them.
func (r *reader) refs(n ast.Node, what string, role role) []ref {
	list, ok := n.(*ast.SequenceNode)
	if !ok {
		one, ok := r.ref(n, what)
		if !ok {
			return nil
		}
		return []ref{one}
	}
	switch {
	case !role.many && !role.series:
		r.fault(place(n), "%s is a list, want one reference", what)
		return nil
	case len(list.Values) == 0:
		r.fault(place(n), "%s is an empty list", what)
	case len(list.Values) > maxRefs:
		r.fault(place(n), "%s has %d entries, want at most %d", what, len(list.Values), maxRefs)
		return nil
	}
	var out []ref
	for _, v := range list.Values {
		if one, ok := r.ref(v, what); ok {
			out = append(out, one)
		}
	}
	return out
}

// ref reads {id: …}, {statistic: …} or a selector.
func (r *reader) ref(n ast.Node, what string) (ref, bool) {
	out := ref{at: place(n)}
	if _, ok := n.(*ast.MappingNode); !ok {
		r.fault(out.at, "%s is %s, want {id: …}, {statistic: …} or a selector such as {measure: …, place: …, period: …}", what, describe(n))
		return out, false
	}
	fs, _ := r.fields(n, what)
	for _, f := range fs {
		text, ok := r.text(f.value, f.key)
		if !ok {
			return out, false
		}
		if (f.key == "id" || f.key == "statistic") && len(fs) > 1 {
			r.fault(f.at, "%s has %q beside other keys, want it alone", what, f.key)
			return out, false
		}
		switch f.key {
		case "id":
			out.id = text
		case "statistic":
			out.statistic = text
		default:
			out.where = append(out.where, condition{column: f.key, value: text, at: place(f.value)})
		}
	}
	if len(fs) == 0 {
		r.fault(out.at, "%s is empty, want {id: …}, {statistic: …} or a selector", what)
		return out, false
	}
	return out, true
}

func (s *spec) setPer(text string) (err error) {
	s.per, err = wholeNumber(text, 1, maxPer)
	return err
}

func (s *spec) setUnit(text string) error {
	u, ok := parseTimeUnit(text)
	if !ok {
		return fmt.Errorf("unit %q%s", shorten(text), didYouMean(text, timeUnitNames[:]))
	}
	s.unit = u
	return nil
}

func (s *spec) setFraction(text string) (err error) {
	s.fraction, err = parseFraction(text)
	return err
}

func (s *spec) setHedge(text string) error {
	h, ok := parseHedge(text)
	if !ok {
		return fmt.Errorf("hedge %q%s", shorten(text), didYouMean(text, hedges))
	}
	s.hedge = h
	return nil
}

func (s *spec) setWithin(text string) (err error) {
	s.within, err = datasets.ParsePeriod(text)
	return err
}

func (s *spec) setAt(text string) error {
	n, err := wholeNumber(text, 1, 9999)
	s.cut = int(n)
	return err
}

func (s *spec) setBy(text string) error {
	s.by = text
	return nil
}

func (s *spec) setShow(text string) error {
	if !slices.Contains(coefficients, text) {
		return fmt.Errorf("%q%s", shorten(text), didYouMean(text, coefficients))
	}
	s.show = text
	return nil
}

// shown is the coefficient of an interrupted series that is the statistic's value.
func (s *spec) shown() string {
	if s.show == "" {
		return coefficients[0]
	}
	return s.show
}

// coefficients are those of an interrupted series that may be the statistic's value.
var coefficients = []string{"level_change", "slope_change", "slope_before", "slope_after"}

// wholeNumber reads digits, with commas in their places or without.
func wholeNumber(text string, lo, hi int64) (int64, error) {
	d, err := number.Parse(text)
	n, ok := d.Coefficient()
	if err != nil || !ok || d.Place() != 0 || n < lo || n > hi {
		return 0, fmt.Errorf("%q, want a whole number from %d to %d", shorten(text), lo, hi)
	}
	return n, nil
}

func andList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
