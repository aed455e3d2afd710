package statistic

import "fmt"

// A Move is one statistic that two versions of a study do not agree on.
type Move struct {
	ID       string
	Old, New *Result // nil where the version has no such statistic
}

// Diff returns the statistics that moved from one version of a study to another: whose value, interval or
// unit changed, which came or went. Those of the new version come first, in its order. A new title, note
// or source moves nothing.
func Diff(old, new *Set) []Move {
	var moves []Move
	for _, r := range new.All() {
		if before := old.Get(r.ID); before == nil || !before.Same(r) {
			moves = append(moves, Move{r.ID, before, r})
		}
	}
	for _, r := range old.All() {
		if new.Get(r.ID) == nil {
			moves = append(moves, Move{r.ID, r, nil})
		}
	}
	return moves
}

// Same says whether two results are the same number: value, interval and unit, however computed.
func (r *Result) Same(s *Result) bool {
	if (r.Value == nil) != (s.Value == nil) || r.Value != nil && r.Value.Cmp(s.Value) != 0 || r.Unit.Name != s.Unit.Name {
		return false
	}
	if len(r.Parts) != len(s.Parts) {
		return false
	}
	for i, p := range r.Parts {
		if p.Name != s.Parts[i].Name || p.Value.Cmp(s.Parts[i].Value) != 0 {
			return false
		}
	}
	return r.Interval.Within(s.Interval) && s.Interval.Within(r.Interval)
}

// String says the move: "sterilization-rate-ratio: 7.57 times, was 7.41 times".
func (m Move) String() string {
	switch {
	case m.Old == nil:
		return fmt.Sprintf("%s: new, %s", m.ID, m.New.Display())
	case m.New == nil:
		return fmt.Sprintf("%s: gone, was %s", m.ID, m.Old.Display())
	case m.Old.Display() == m.New.Display():
		return fmt.Sprintf("%s: %s, moved within the digits shown (%s, was %s)", m.ID, m.New.Display(), m.New.rough(), m.Old.rough())
	}
	return fmt.Sprintf("%s: %s, was %s", m.ID, m.New.Display(), m.Old.Display())
}
