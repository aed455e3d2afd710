package scene

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// A shape is a path as straight pieces, for the checks.
type shape struct {
	contours [][]point
	box      Rect
}

type point struct{ x, y float64 }

// curveSteps is how finely a curve is cut: a dot of 5 points keeps within 0.02 points of its circle.
const curveSteps = 8

func flatten(p vg.Path) shape {
	s := shape{box: Rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}}
	var now []point
	end := func() {
		if len(now) > 1 {
			s.contours = append(s.contours, now)
		}
		now = nil
	}
	add := func(q point) {
		now = append(now, q)
		s.box = Rect{min(s.box.X0, q.x), min(s.box.Y0, q.y), max(s.box.X1, q.x), max(s.box.Y1, q.y)}
	}
	at := func(q vg.Point) point { return point{float64(q.X), float64(q.Y)} }
	for _, c := range p {
		switch c.Type {
		case vg.MoveComp:
			end()
			add(at(c.Pos))
		case vg.LineComp:
			add(at(c.Pos))
		case vg.CurveComp:
			if len(now) == 0 {
				continue
			}
			p0, p3 := now[len(now)-1], at(c.Pos)
			p1 := at(c.Control[0])
			p2 := at(c.Control[len(c.Control)-1])
			if len(c.Control) == 1 { // the same curve, raised to cubic
				p2 = point{p3.x + (p1.x-p3.x)*2/3, p3.y + (p1.y-p3.y)*2/3}
				p1 = point{p0.x + (p1.x-p0.x)*2/3, p0.y + (p1.y-p0.y)*2/3}
			}
			for i := 1; i <= curveSteps; i++ {
				t := float64(i) / curveSteps
				u := 1 - t
				a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
				add(point{a*p0.x + b*p1.x + c*p2.x + d*p3.x, a*p0.y + b*p1.y + c*p2.y + d*p3.y})
			}
		case vg.CloseComp:
			if len(now) > 0 {
				add(now[0])
			}
			end()
		}
	}
	end()
	return s
}

// crosses says whether any piece of the outline enters r.
func (s shape) crosses(r Rect) bool {
	for _, c := range s.contours {
		for i := 1; i < len(c); i++ {
			if segmentEnters(c[i-1], c[i], r) {
				return true
			}
		}
	}
	return false
}

// holds says whether p lies inside the filled shape (non-zero winding).
func (s shape) holds(p point) bool {
	wind := 0
	for _, c := range s.contours {
		for i := range c {
			a, b := c[i], c[(i+1)%len(c)]
			side := (b.x-a.x)*(p.y-a.y) - (p.x-a.x)*(b.y-a.y)
			if a.y <= p.y && b.y > p.y && side > 0 {
				wind++
			} else if a.y > p.y && b.y <= p.y && side < 0 {
				wind--
			}
		}
	}
	return wind != 0
}

// segmentEnters clips a segment to r (Liang–Barsky) and says whether anything inside is left.
func segmentEnters(a, b point, r Rect) bool {
	t0, t1 := 0.0, 1.0
	clip := func(d, from, lo, hi float64) bool {
		if d == 0 {
			return from > lo && from < hi
		}
		u, v := (lo-from)/d, (hi-from)/d
		if u > v {
			u, v = v, u
		}
		t0, t1 = max(t0, u), min(t1, v)
		return t0 < t1
	}
	return clip(b.x-a.x, a.x, r.X0, r.X1) && clip(b.y-a.y, a.y, r.Y0, r.Y1)
}
