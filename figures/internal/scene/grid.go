package scene

import (
	"slices"

	"gonum.org/v1/plot/vg"
)

// Finish cuts the grid lines where text stands on them. Call it once, when everything is recorded.
func (s *Scene) Finish() {
	var boxes []Rect
	for i := range s.Items {
		if it := &s.Items[i]; it.Line != nil && !it.Line.Ink.Empty() {
			boxes = append(boxes, it.Box().Grow(it.Size*0.2))
		}
	}
	out := make([]Item, 0, len(s.Items))
	for _, it := range s.Items {
		if it.Role == Grid && !it.Fill && len(it.Path) == 2 {
			out = append(out, cut(it, boxes)...)
		} else {
			out = append(out, it)
		}
	}
	s.Items = out
}

// cut returns the pieces of a level or upright line that lie outside all boxes. Pieces shorter than
// the gaps beside them are dropped: they would look like specks.
func cut(it Item, boxes []Rect) []Item {
	a, b := it.Path[0].Pos, it.Path[1].Pos
	level := a.Y == b.Y
	from, to, at := a.X, b.X, a.Y
	if !level {
		from, to, at = a.Y, b.Y, a.X
	}
	if !level && a.X != b.X {
		return []Item{it}
	}
	if from > to {
		from, to = to, from
	}
	type gap struct{ lo, hi vg.Length }
	var gaps []gap
	for _, r := range boxes {
		lo, hi, side0, side1 := r.X0, r.X1, r.Y0, r.Y1
		if !level {
			lo, hi, side0, side1 = r.Y0, r.Y1, r.X0, r.X1
		}
		if float64(at) > side0 && float64(at) < side1 {
			gaps = append(gaps, gap{vg.Length(lo), vg.Length(hi)})
		}
	}
	slices.SortFunc(gaps, func(a, b gap) int {
		if a.lo < b.lo {
			return -1
		}
		return 1
	})
	const speck = 3
	var out []Item
	piece := func(lo, hi vg.Length) {
		whole := lo == from && hi == to
		if !whole && hi-lo < speck {
			return
		}
		p := it
		p.Path = vg.Path{{Type: vg.MoveComp, Pos: vg.Point{X: lo, Y: at}}, {Type: vg.LineComp, Pos: vg.Point{X: hi, Y: at}}}
		if !level {
			p.Path = vg.Path{{Type: vg.MoveComp, Pos: vg.Point{X: at, Y: lo}}, {Type: vg.LineComp, Pos: vg.Point{X: at, Y: hi}}}
		}
		out = append(out, p)
	}
	for _, g := range gaps {
		if g.lo >= to {
			break
		}
		if g.lo > from {
			piece(from, min(g.lo, to))
		}
		from = max(from, g.hi)
	}
	if from < to {
		piece(from, to)
	}
	return out
}
