// Package chart lays figures out: a Chart, words and numbers only, becomes a scene that can be checked
// and drawn.
//
// A Chart says what is drawn and what stands beside it. Sizes come from a preset, colours and type
// from a theme. Marks are plotters of gonum/plot on a panel of its own; the frame around them (title,
// subtitle, key, notes, source line) and every label are set here, because where a label goes depends
// on what it must not touch.
//
// The package knows nothing of tables and files: package figures fills a Chart from a study.
package chart

import (
	"fmt"
	"slices"

	"recount/figures/internal/colour"
	"recount/figures/internal/scene"
	"recount/figures/internal/theme"
)

// A Kind names a way of drawing.
type Kind string

// The kinds.
const (
	Bar       Kind = "bar"       // bars from zero, grouped, upright or level, with intervals on request
	Dots      Kind = "dots"      // quote check: the recomputed point with its interval, and the numbers quoted
	Dumbbell  Kind = "dumbbell"  // two values a row and their ratio
	Line      Kind = "line"      // series over time, with events
	People    Kind = "people"    // one sign for each person or unit
	Timeline  Kind = "timeline"  // dated events
	Stacked   Kind = "stacked"   // parts of a whole
	Slope     Kind = "slope"     // two periods
	Multiples Kind = "multiples" // small panels on one scale
	Card      Kind = "card"      // one number with its denominator
	Range     Kind = "range"     // what several sources leave open
)

// Kinds lists all of them.
var Kinds = []Kind{Bar, Dots, Dumbbell, Line, People, Timeline, Stacked, Slope, Multiples, Card, Range}

// A Chart is a figure in words and numbers.
type Chart struct {
	Kind     Kind
	Title    string
	Subtitle string
	Notes    []string
	Source   string

	Series     []Series // bar, line, slope; of every panel in multiples
	Categories []string // bar: what the values of each series stand for, in order
	Rows       []Row    // dots, dumbbell, stacked, range
	Ends       []string // names: dumbbell two dots, slope two periods, dots point and quote, stacked parts
	Units      []Unit   // people
	Each       int      // people: how many one sign stands for; 0 is one
	Events     []Event  // line, timeline
	Panels     []Panel  // multiples
	Figure     Number   // card
	Reference  *Value   // dots, range: a line through all rows
	RefName    string

	Axis       Axis
	Horizontal bool // bar: level bars whatever the categories
	Intervals  bool // bar, dots: draw them
	Tall       bool // more height where the place allows it
	RTL        bool // read from right to left
}

// A Value is one number drawn.
type Value struct {
	X      float64 // where it lies
	Lo, Hi float64 // what it may be; equal to X if exact, infinite where open
	Text   string  // its label
	Ref    string  // row or statistic it came from
	None   bool    // nothing is known
	Quoted bool    // the row has no best value: only Lo and Hi are drawn
}

// At returns an exact value.
func At(x float64, text string) Value { return Value{X: x, Lo: x, Hi: x, Text: text} }

// A Role says how a series is coloured.
type Role uint8

// The roles of series: by their order, or grey behind the others.
const (
	ByOrder Role = iota
	Context
)

// A Series is values under one name.
type Series struct {
	Name   string
	Role   Role
	Values []Value   // by category, or in time
	Times  []float64 // line and slope: years as decimal numbers, one a value
	Label  []bool    // line: which points carry their number
	Text   string    // slope: what the two values make ("−59%")
}

// A Row is one line of a chart of rows.
type Row struct {
	Label  string
	Values []Value // dots: the recomputed value, if any; dumbbell: both ends; stacked: parts; range: one
	Quotes []Value // dots: the numbers quoted
	Text   string  // dumbbell: what the two make ("14 times")
}

// A Unit is a group of people.
type Unit struct {
	Name  string
	Count int
	Text  string // its label after the name: "26 (65%)"
	Open  bool   // drawn as an outline
}

// An Event is something that happened.
type Event struct {
	At    float64 // year as a decimal number
	End   float64 // equal to At for a day or a month
	Date  string
	Label string
	Minor bool // of the second kind
}

// A Panel is one of small multiples; its series have the names of Chart.Series.
type Panel struct {
	Title      string
	Categories []string
	Series     []Series
	Bars       bool
}

// A Number is what a card shows.
type Number struct {
	Text    string // "26 of 40"
	Unit    string // "people interviewed"
	Formula string
	Count   int // signs drawn under it: Count of Of; none if Of is 0
	Of      int
}

// An Axis bounds and labels values.
type Axis struct {
	From, To *float64
	Suffix   string // after each number: "%"
}

// A Problem is one thing that must not be published, in one preset.
type Problem struct {
	Rule    string
	Preset  string
	Message string
}

func (p Problem) String() string { return fmt.Sprintf("%s (%s): %s", p.Rule, p.Preset, p.Message) }

// A Layout is a chart laid out for one place.
type Layout struct {
	Scene    *scene.Scene
	Preset   theme.Preset // with the height that was needed
	Problems []Problem
}

// tallFactor is how much higher a tall figure is.
const tallFactor = 1.4

// Lay lays a chart out. What must not be published is listed in the result; an error means that
// nothing could be laid out, such as a character that no font has.
func Lay(c *Chart, th *theme.Theme, p theme.Preset, dark bool) (*Layout, error) {
	if b, ok := th.Base[p.Name]; ok {
		p.Base = b
	}
	if c.Tall {
		p = p.Taller(tallFactor)
	}
	k, ok := kinds[c.Kind]
	if !ok {
		return nil, fmt.Errorf("kind is %q, want one of %v", c.Kind, Kinds)
	}
	var first *Layout
	for variant := range k.variants {
		l, err := lay(c, k, th, p, dark, variant)
		if err != nil {
			return nil, err
		}
		if len(l.Problems) == 0 {
			return l, nil
		}
		if first == nil || len(l.Problems) < len(first.Problems) {
			first = l
		}
	}
	return first, nil
}

// kind is how one kind is drawn. Variants are other ways to place the labels, tried in turn.
type kind struct {
	draw     func(*drawing)
	variants int
	rows     bool // its rows are read as lines are: from the right in a language written so
}

var kinds map[Kind]kind

func init() {
	kinds = map[Kind]kind{
		Bar:       {(*drawing).bar, 3, false},
		Dots:      {(*drawing).dots, 2, true},
		Dumbbell:  {(*drawing).dumbbell, 2, true},
		Line:      {(*drawing).line, 2, false},
		People:    {(*drawing).people, 1, true},
		Timeline:  {(*drawing).timeline, 1, true},
		Stacked:   {(*drawing).stacked, 2, true},
		Slope:     {(*drawing).slope, 1, false},
		Multiples: {(*drawing).multiples, 3, false},
		Card:      {(*drawing).card, 1, true},
		Range:     {(*drawing).ranges, 2, true},
	}
}

// lay draws one variant, with more height where the rows need it and the place allows it.
func lay(c *Chart, k kind, th *theme.Theme, p theme.Preset, dark bool, variant int) (*Layout, error) {
	for try := 0; ; try++ {
		d, err := newDrawing(c, th, p, dark, variant)
		if err != nil {
			return nil, err
		}
		if d.frame(); d.short <= 0 {
			framed := len(d.s.Items)
			k.draw(d)
			if c.RTL && (k.rows || d.level) {
				d.s.Mirror(framed)
			}
		}
		if d.err != nil {
			return nil, d.err
		}
		if d.short > 0.5 && p.Grows() && try < 3 {
			p = p.Taller((p.H + d.short) / p.H)
			continue
		}
		d.s.Finish()
		return &Layout{Scene: d.s, Preset: p, Problems: d.problems()}, nil
	}
}

// problems lists what is wrong with the finished scene.
func (d *drawing) problems() []Problem {
	var out []Problem
	add := func(rule, msg string) {
		p := Problem{rule, d.p.Name, msg}
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	if d.short > 0.5 {
		advice := "use size: tall, or fewer rows"
		if d.p.FixedH {
			advice = "use fewer rows or shorter words"
		}
		add("canvas", fmt.Sprintf("it needs %.0f pt more height: %s", d.short, advice))
	}
	for _, p := range d.s.Check(d.p.Floor) {
		add(p.Rule, p.Message)
	}
	used := slices.DeleteFunc(d.s.Colors(), func(c rgb) bool { return !d.isSeries(c) })
	for _, msg := range theme.Distances(used) {
		add("colours", msg)
	}
	return out
}

// isSeries says whether a colour tells one series from another: ink and greys of lines do not.
func (d *drawing) isSeries(c rgb) bool {
	return slices.Contains(d.pal.Series[:], c) || c == d.pal.Context && colour.Contrast(c, d.pal.Paper) > 0 && d.context
}
