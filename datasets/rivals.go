package datasets

import (
	"slices"
)

// A Rivalry is a set of observations that report different numbers for the same thing.
type Rivalry struct {
	Observations []int
	Linked       bool // by conflicts_with; otherwise found by measure, dimensions and period
}

// Rivals returns the rival figures of the study in the order of their first row: those that the tables
// link, and those that they do not link although measure, dimensions, period and kind of period are the
// same and no number satisfies both.
//
// Figures printed again, revised ones and what sources computed are no rivals of their originals.
func (s *Study) Rivals() []Rivalry {
	group := newGroups()
	for i := range s.Len() {
		t := s.tableAt(i)
		f, ok := t.lay.fields["conflicts_with"]
		if !ok {
			continue
		}
		for _, id := range splitList([]byte(t.text(int(s.obs.row[i]), f))) {
			if j, ok := s.Find(id); ok {
				group.join(i, j)
			}
		}
	}
	list := group.rivalries(true)
	list = append(list, s.unlinked(group)...)
	slices.SortStableFunc(list, func(a, b Rivalry) int { return a.Observations[0] - b.Observations[0] })
	return list
}

// unlinked finds figures of the same thing that no number satisfies together.
func (s *Study) unlinked(linked *groups) []Rivalry {
	type key struct {
		measure, period int32
		dims            [8]int32
		kind            PeriodKind
	}
	if len(s.dims) > len(key{}.dims) || s.Len() > maxRivals {
		return nil
	}
	same := map[key][]int{}
	for i := range s.Len() {
		if s.obs.flags[i]&(isRepeat|isReported|isSuperseded) != 0 || !s.periods[s.obs.period[i]].Stated {
			continue
		}
		if s.Measures[s.obs.measure[i]].Kind == "date" {
			continue
		}
		k := key{measure: s.obs.measure[i], period: s.obs.period[i], kind: s.Observation(i).PeriodKind}
		for n, d := range s.dims {
			k.dims[n] = int32(d.Code(i))
		}
		same[k] = append(same[k], i)
	}
	found := newGroups()
	for _, list := range same {
		for n, i := range list {
			for _, j := range list[n+1:] {
				if !linked.joined(i, j) && !s.agree(i, j) {
					found.join(i, j)
				}
			}
		}
	}
	return found.rivalries(false)
}

// maxRivals bounds the studies in which rivals are searched for: larger tables are registers, not collections.
const maxRivals = 200_000

// agree says whether some number satisfies both figures.
func (s *Study) agree(i, j int) bool {
	a, b := s.Observation(i), s.Observation(j)
	if a.Unit.Mixes(b.Unit) != nil {
		return false
	}
	return a.Interval().Scale(a.Unit.Factor()).Overlaps(b.Interval().Scale(b.Unit.Factor()))
}

// groups joins observations into sets.
type groups struct{ parent map[int]int }

func newGroups() *groups { return &groups{map[int]int{}} }

func (g *groups) root(i int) int {
	for {
		p, ok := g.parent[i]
		if !ok || p == i {
			return i
		}
		i = p
	}
}

func (g *groups) join(i, j int) {
	a, b := g.root(i), g.root(j)
	if a > b {
		a, b = b, a
	}
	g.parent[a], g.parent[b] = a, a
	g.parent[i], g.parent[j] = a, a
}

func (g *groups) joined(i, j int) bool { return g.root(i) == g.root(j) }

func (g *groups) rivalries(linked bool) []Rivalry {
	members := map[int][]int{}
	for i := range g.parent {
		r := g.root(i)
		members[r] = append(members[r], i)
	}
	var list []Rivalry
	for _, m := range members {
		slices.Sort(m)
		list = append(list, Rivalry{m, linked})
	}
	slices.SortFunc(list, func(a, b Rivalry) int { return a.Observations[0] - b.Observations[0] })
	return list
}
