package scene

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/recorder"

	"recount/figures/internal/typeset"
)

var (
	white = color.NRGBA{255, 255, 255, 255}
	black = color.NRGBA{A: 255}
	blue  = color.NRGBA{11, 83, 148, 255}
	pale  = color.NRGBA{210, 225, 240, 255}
)

var setter, _ = typeset.New()

func line(s string) *typeset.Line {
	l, err := setter.Shape(s, typeset.Regular)
	if err != nil {
		panic(err)
	}
	return l
}

// bar returns a scene with a blue bar from 50 to 100 across and 20 to 80 up.
func bar() *Scene {
	s := New(200, 100, white)
	s.As(Mark, "bar of 243")
	s.FillRect(Rect{50, 20, 100, 80}, blue)
	return s
}

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		name string
		add  func(*Scene)
		rule string // empty: clean
	}{
		{"text beside the bar", func(s *Scene) { s.Text(Label, line("243"), 10, 105, 45, black) }, ""},
		{"white text inside the bar", func(s *Scene) { s.Text(Label, line("243"), 10, 60, 45, white) }, ""},
		{"black text inside the bar", func(s *Scene) { s.Text(Label, line("243"), 10, 60, 45, black) }, "contrast"},
		{"text over the edge of the bar", func(s *Scene) { s.Text(Label, line("243"), 10, 90, 45, black) }, "collision"},
		{"text touching the bar", func(s *Scene) { s.Text(Label, line("243"), 10, 99.8, 45, black) }, "collision"},
		{"text on text", func(s *Scene) {
			s.Text(Label, line("243"), 10, 120, 45, black)
			s.Text(Tick, line("32.1"), 10, 125, 48, black)
		}, "collision"},
		{"text under text", func(s *Scene) {
			s.Text(Label, line("243"), 10, 120, 45, black)
			s.Text(Label, line("32.1"), 10, 120, 33, black)
		}, ""},
		{"text out to the right", func(s *Scene) { s.Text(Label, line("243"), 10, 190, 45, black) }, "canvas"},
		{"text out below", func(s *Scene) { s.Text(Label, line("gj"), 10, 120, 1, black) }, "canvas"},
		{"small text", func(s *Scene) { s.Text(Source, line("Source"), 5.5, 120, 45, black) }, "size"},
		{"pale text", func(s *Scene) { s.Text(Label, line("243"), 10, 120, 45, color.NRGBA{160, 160, 160, 255}) }, "contrast"},
		{"large grey text", func(s *Scene) { s.Text(Label, line("2"), 18, 120, 45, color.NRGBA{140, 140, 140, 255}) }, ""},
		{"spaces", func(s *Scene) { s.Text(Label, line("  "), 2, 195, 45, white) }, ""},
		{"a value line through text", func(s *Scene) {
			s.As(Grid, "value line")
			s.StrokeLine(0, 48, 200, 48, 0.5, pale)
			s.Text(Label, line("243"), 10, 120, 45, black)
		}, ""},
		{"an event's line through text", func(s *Scene) {
			s.As(Event, "line of an event")
			s.StrokeLine(125, 0, 125, 100, 0.8, black)
			s.Text(Label, line("243"), 10, 120, 45, black)
		}, "collision"},
		{"a curve through text", func(s *Scene) {
			s.As(Mark, "line of Xinjiang")
			s.SetColor(blue)
			var p vg.Path
			p.Move(vg.Point{X: 110, Y: 30})
			p.QuadTo(vg.Point{X: 130, Y: 70}, vg.Point{X: 150, Y: 30})
			s.Stroke(p)
			s.Text(Label, line("243"), 10, 122, 45, black)
		}, "collision"},
		{"text under the arch of a curve", func(s *Scene) {
			s.As(Mark, "line of Xinjiang")
			s.SetColor(blue)
			var p vg.Path
			p.Move(vg.Point{X: 105, Y: 10})
			p.QuadTo(vg.Point{X: 135, Y: 150}, vg.Point{X: 165, Y: 10})
			s.Stroke(p)
			s.Text(Label, line("243"), 10, 127, 20, black)
		}, ""},
		{"text on a pale band", func(s *Scene) {
			s.As(Band, "band")
			s.FillRect(Rect{110, 40, 190, 60}, pale)
			s.Text(Label, line("243"), 10, 140, 46, black)
		}, ""},
		{"text across a band's edge", func(s *Scene) {
			s.As(Band, "band")
			s.FillRect(Rect{110, 40, 150, 60}, pale)
			s.Text(Label, line("243"), 10, 140, 46, black)
		}, "collision"},
		{"a pale bar", func(s *Scene) {
			s.As(Mark, "bar of 32.1")
			s.FillRect(Rect{120, 20, 140, 40}, pale)
		}, "contrast"},
		{"bars that adjoin in like colours", func(s *Scene) {
			s.As(Mark, "bar of 32.1")
			s.FillRect(Rect{100.2, 20, 140, 40}, color.NRGBA{60, 60, 60, 255})
		}, "contrast"},
		{"bars with a gap", func(s *Scene) {
			s.As(Mark, "bar of 32.1")
			s.FillRect(Rect{101.2, 20, 140, 40}, color.NRGBA{60, 60, 60, 255})
		}, ""},
	} {
		s := bar()
		tt.add(s)
		s.Finish()
		problems := s.Check(6)
		switch {
		case tt.rule == "" && len(problems) > 0:
			t.Errorf("%s: %v", tt.name, problems)
		case tt.rule != "" && (len(problems) == 0 || problems[0].Rule != tt.rule):
			t.Errorf("%s: %v, want %s", tt.name, problems, tt.rule)
		}
	}
}

// Messages name what touches what.
func TestMessages(t *testing.T) {
	s := bar()
	s.Text(Label, line("243"), 10, 90, 45, black)
	p := s.Check(6)
	if len(p) == 0 || !strings.Contains(p[0].Message, `label "243" touches the bar of 243`) {
		t.Errorf("%v", p)
	}
}

// Value lines are cut around text, and nothing is left that looks like a speck.
func TestGridGivesWay(t *testing.T) {
	s := New(200, 100, white)
	s.As(Grid, "value line")
	s.StrokeLine(0, 48, 200, 48, 0.5, pale)
	s.StrokeLine(60, 0, 60, 100, 0.5, pale)
	s.Text(Label, line("243"), 10, 50, 45, black)
	s.Text(Label, line("32.1"), 10, 72, 45, black) // little room between the two
	s.Finish()
	var level, upright []Rect
	for _, it := range s.Items {
		if it.Line != nil {
			continue
		}
		a, b := it.Path[0].Pos, it.Path[1].Pos
		r := Rect{float64(a.X), float64(a.Y), float64(b.X), float64(b.Y)}
		if r.Y0 == r.Y1 {
			level = append(level, r)
		} else {
			upright = append(upright, r)
		}
		for _, text := range s.Items {
			if text.Line != nil && segmentEnters(point{r.X0, r.Y0}, point{r.X1, r.Y1}, text.Box().Grow(1)) {
				t.Errorf("line %v still touches %q", r, text.Line.Text)
			}
		}
	}
	if len(level) != 2 || len(upright) != 2 {
		t.Errorf("%d level and %d upright pieces, want 2 and 2: %v %v", len(level), len(upright), level, upright)
	}
}

// Clear answers for a place what Check would say of a text there.
func TestClear(t *testing.T) {
	s := bar()
	s.Text(Label, line("243"), 10, 120, 45, black)
	for _, tt := range []struct {
		r    Rect
		want bool
	}{
		{Rect{150, 40, 170, 50}, true},
		{Rect{60, 40, 80, 50}, false},  // on the bar
		{Rect{95, 40, 110, 50}, false}, // across its edge
		{Rect{125, 44, 140, 52}, false},
		{Rect{190, 40, 210, 50}, false}, // off the canvas
		{Rect{101, 40, 110, 50}, false}, // within the margin
	} {
		if got := s.Clear(tt.r, 2); got != tt.want {
			t.Errorf("Clear(%v) = %v", tt.r, got)
		}
	}
}

// What is drawn through transforms is recorded where it lies on paper, and replayed there.
func TestRecordAndReplay(t *testing.T) {
	s := New(200, 100, white)
	s.Push()
	s.Translate(vg.Point{X: 100, Y: 50})
	s.Rotate(math.Pi / 2)
	s.Scale(2, 2)
	s.As(Mark, "square")
	s.FillRect(Rect{0, 0, 10, 5}, blue)
	s.Pop()
	p := s.Items[0].Path
	if math.Abs(float64(p[1].Pos.X)-100) > 1e-9 || math.Abs(float64(p[1].Pos.Y)-70) > 1e-9 {
		t.Errorf("corner at %v, want 100, 70", p[1].Pos)
	}
	s.Text(Label, line("243"), 10, 20, 20, black)
	var rec recorder.Canvas
	s.Draw(&rec, true)
	fills := 0
	for _, a := range rec.Actions {
		if strings.HasPrefix(a.Call(), "Fill(") {
			fills++
		}
	}
	if fills != 2+3 { // paper, square, three digits
		t.Errorf("%d fills, want 5", fills)
	}
	s.DrawImage(vg.Rectangle{}, nil)
	if s.Err() == nil {
		t.Error("a picture in a figure went unnoticed")
	}
}

func TestColors(t *testing.T) {
	s := bar()
	s.As(Mark, "gap")
	s.FillRect(Rect{60, 20, 61, 80}, white)
	s.As(Grid, "value line")
	s.StrokeLine(0, 48, 200, 48, 0.5, pale)
	if got := s.Colors(); len(got) != 1 || got[0] != blue {
		t.Errorf("colours %v, want blue alone", got)
	}
}

func FuzzSegmentEnters(f *testing.F) {
	f.Add(0.0, 0.0, 10.0, 10.0, 2.0, 2.0, 5.0, 5.0)
	f.Add(3.0, 0.0, 3.0, 10.0, 2.0, 2.0, 5.0, 5.0)
	f.Fuzz(func(t *testing.T, ax, ay, bx, by, x0, y0, x1, y1 float64) {
		for _, v := range []float64{ax, ay, bx, by, x0, y0, x1, y1} {
			if math.IsNaN(v) || math.Abs(v) > 1e6 {
				return
			}
		}
		r := Rect{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
		got := segmentEnters(point{ax, ay}, point{bx, by}, r)
		// A point of the segment inside means that it enters.
		for i := range 33 {
			u := float64(i) / 32
			x, y := ax+u*(bx-ax), ay+u*(by-ay)
			if x > r.X0+1e-6 && x < r.X1-1e-6 && y > r.Y0+1e-6 && y < r.Y1-1e-6 && !got && (ax != bx || ay != by) {
				t.Fatalf("segment %v,%v–%v,%v passes %v,%v inside %v and does not enter", ax, ay, bx, by, x, y, r)
			}
		}
	})
}
