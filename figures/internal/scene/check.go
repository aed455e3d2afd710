package scene

import (
	"fmt"
	"image/color"

	"recount/figures/internal/colour"
	"recount/figures/internal/typeset"
)

// A Problem is one thing that must not be published.
type Problem struct {
	Rule    string // collision, canvas, size, contrast
	Message string // what is wrong and what to change
}

// The thresholds of WCAG 2.2: text, large text, and shapes that carry information.
const (
	textContrast  = 4.5
	largeContrast = 3
	shapeContrast = 3
	largeSize     = 18 // points; 14 if bold
	largeBoldSize = 14
)

// Check returns what is wrong with the scene; floor is the smallest type size allowed, in points.
func (s *Scene) Check(floor float64) []Problem {
	c := checker{scene: s, floor: floor, shapes: make([]shape, len(s.Items))}
	for i := range s.Items {
		if s.Items[i].Line == nil {
			c.shapes[i] = flatten(s.Items[i].Path)
		}
	}
	for i := range s.Items {
		if it := &s.Items[i]; it.Line != nil && !it.Line.Ink.Empty() {
			c.text(i, it)
		} else if it.Role == Mark {
			c.mark(i, it)
		}
	}
	return c.problems
}

type checker struct {
	scene    *Scene
	floor    float64
	shapes   []shape
	problems []Problem
}

func (c *checker) add(rule, format string, args ...any) {
	c.problems = append(c.problems, Problem{rule, fmt.Sprintf(format, args...)})
}

// slack forgives what rounding of coordinates may do.
const slack = 0.02

func (c *checker) text(i int, it *Item) {
	box := it.Box()
	if box.X0 < -slack || box.Y0 < -slack || box.X1 > c.scene.W+slack || box.Y1 > c.scene.H+slack {
		c.add("canvas", "%s %s leaves the canvas: shorten it, or choose a larger size", it.Part, quoted(it))
	}
	if it.Size < c.floor-slack {
		c.add("size", "%s %s is set in %.1f pt, want at least %.1f: enlarge sizes in theme.yaml", it.Part, quoted(it), it.Size, c.floor)
	}
	under := c.scene.Paper
	for k := range c.scene.Items {
		other := &c.scene.Items[k]
		switch {
		case k == i || other.Role == Ground || other.Role == Grid:
		case other.Line != nil:
			if k > i && !other.Line.Ink.Empty() && box.Grow(it.Size*0.08).Overlaps(other.Box().Grow(other.Size*0.04)) {
				c.add("collision", "%s %s overlaps %s %s: shorten one of them, or choose a larger size",
					it.Part, quoted(it), other.Part, quoted(other))
			}
		default:
			if ground, clear := c.against(it, box, k); !clear {
				c.add("collision", "%s %s touches the %s: shorten it, or choose a larger size", it.Part, quoted(it), other.Name)
			} else if ground && k < i {
				under = other.Color
			}
		}
	}
	want := textContrast
	if it.Size >= largeSize || it.Size >= largeBoldSize && it.Line.Weight == typeset.Bold {
		want = largeContrast
	}
	if got := colour.Contrast(it.Color, under); got < want {
		c.add("contrast", "%s %s, %s on %s, has a contrast of %.2f, want at least %.1f: change the colours in theme.yaml",
			it.Part, quoted(it), colour.Hex(it.Color), colour.Hex(under), got, want)
	}
}

// against compares a text with a shape: whether it stands on it as on a ground, and whether it keeps
// clear of its edges.
func (c *checker) against(it *Item, box Rect, k int) (ground, clear bool) {
	other, s := &c.scene.Items[k], c.shapes[k]
	margin := it.Size * 0.06
	if !other.Fill {
		margin += other.Width / 2
	}
	near := box.Grow(margin)
	if !near.Overlaps(s.box.Grow(slack)) {
		return false, true
	}
	if s.crosses(near) {
		return false, false
	}
	return other.Fill && s.holds(point{(box.X0 + box.X1) / 2, (box.Y0 + box.Y1) / 2}), true
}

// mark checks that a shape stands out from the paper, or from the shape it lies on, and from its
// neighbours unless paper shows between them.
func (c *checker) mark(i int, it *Item) {
	under := c.scene.Paper
	s := c.shapes[i]
	centre := point{(s.box.X0 + s.box.X1) / 2, (s.box.Y0 + s.box.Y1) / 2}
	for k := range i {
		if other := &c.scene.Items[k]; other.Fill && other.Role == Mark && c.shapes[k].holds(centre) && c.shapes[k].box.Overlaps(s.box) {
			under = other.Color
		}
	}
	if it.Color == c.scene.Paper || it.Color == under {
		return // a gap or an outline
	}
	if got := colour.Contrast(it.Color, under); got < shapeContrast {
		c.add("contrast", "%s, %s on %s, has a contrast of %.2f, want at least %d: change the colours in theme.yaml",
			it.Name, colour.Hex(it.Color), colour.Hex(under), got, shapeContrast)
	}
	for k := i + 1; it.Fill && k < len(c.scene.Items); k++ {
		other := &c.scene.Items[k]
		if other.Role != Mark || !other.Fill || other.Color == c.scene.Paper || other.Color == it.Color {
			continue
		}
		if c.adjoin(s.box, c.shapes[k].box) && colour.Contrast(it.Color, other.Color) < shapeContrast {
			c.add("contrast", "%s and %s adjoin in colours of contrast %.2f: want 3, or a gap of a point",
				it.Name, other.Name, colour.Contrast(it.Color, other.Color))
		}
	}
}

// adjoin says whether two boxes lie side by side with less than a point of paper between them. One
// inside or across the other is a mark upon a mark, judged by its own contrast.
func (c *checker) adjoin(a, b Rect) bool {
	const gap = 1 - slack
	dx, dy := max(a.X0, b.X0)-min(a.X1, b.X1), max(a.Y0, b.Y0)-min(a.Y1, b.Y1)
	return dx > -slack && dx < gap && dy < -slack || dy > -slack && dy < gap && dx < -slack
}

// quoted shortens a text for a message.
func quoted(it *Item) string {
	r := []rune(it.Line.Text)
	if len(r) > 48 {
		return fmt.Sprintf("%q…", string(r[:47]))
	}
	return fmt.Sprintf("%q", it.Line.Text)
}

// Colors returns the different colours of the marks, in the order they are drawn.
func (s *Scene) Colors() []color.NRGBA {
	var out []color.NRGBA
	seen := map[color.NRGBA]bool{s.Paper: true}
	for i := range s.Items {
		if it := &s.Items[i]; it.Role == Mark && !seen[it.Color] {
			seen[it.Color] = true
			out = append(out, it.Color)
		}
	}
	return out
}

// Clear says whether a box, with a margin around it, keeps clear of everything recorded so far but the
// paper and the value lines. Layouts ask it before they set a label.
func (s *Scene) Clear(r Rect, margin float64) bool {
	near := r.Grow(margin)
	for i := range s.Items {
		it := &s.Items[i]
		switch {
		case it.Role == Ground || it.Role == Grid:
		case it.Line != nil:
			if !it.Line.Ink.Empty() && near.Overlaps(it.Box()) {
				return false
			}
		default:
			sh := flatten(it.Path)
			wide := near.Grow(it.Width / 2)
			if wide.Overlaps(sh.box.Grow(slack)) && (sh.crosses(wide) || it.Fill && sh.holds(point{(r.X0 + r.X1) / 2, (r.Y0 + r.Y1) / 2})) {
				return false
			}
		}
	}
	return r.X0 >= 0 && r.Y0 >= 0 && r.X1 <= s.W && r.Y1 <= s.H
}
