package starter

import (
	"cmp"
	"math/big"
	"slices"
	"strconv"
	"strings"

	"recount/datasets"
)

// surveyed bounds the observations that ideas are taken from.
const surveyed = 200_000

// A series is what one group of a measure was over time: the same measure and dimensions.
type series struct {
	measure int
	codes   []int // of the dimensions
	points  []point
}

type point struct {
	observation int
	value       *big.Rat
	period      datasets.Period
}

func (s *series) last() point  { return s.points[len(s.points)-1] }
func (s *series) first() point { return s.points[0] }

// A surveyor knows what a study has to tell: the series of its most telling measure.
type surveyor struct {
	study *datasets.Study
	all   []*series
	best  []*series // of one measure, alike in all dimensions but vary; the largest at the end first
	vary  int       // dimension in which best differ, -1 where best is one series
	whole *series   // of best's measure: the total, nil if there is none

	beside []*series // where best is one series: it and other measures of the same group, counted alike
}

// survey groups the observations and chooses what to draft from.
func survey(study *datasets.Study) *surveyor {
	s := &surveyor{study: study, vary: -1}
	byKey := map[string]*series{}
	dims := study.Dimensions()
	for i := range min(study.Len(), surveyed) {
		v, ok := study.ValueOf(i)
		if !ok || study.IsRepeat(i) || study.IsReported(i) || study.IsSuperseded(i) {
			continue
		}
		key := strconv.AppendInt(nil, int64(study.MeasureOf(i)), 10)
		var codes []int
		for _, d := range dims {
			codes = append(codes, d.Code(i))
			key = strconv.AppendInt(append(key, ' '), int64(d.Code(i)), 10)
		}
		k := string(key)
		if byKey[k] == nil {
			byKey[k] = &series{measure: study.MeasureOf(i), codes: codes}
			s.all = append(s.all, byKey[k])
		}
		byKey[k].points = append(byKey[k].points, point{i, v.Rat(), study.PeriodOf(i)})
	}
	for _, one := range s.all {
		slices.SortStableFunc(one.points, func(a, b point) int { return a.period.Compare(b.period) })
		one.points = slices.CompactFunc(one.points, func(a, b point) bool { return a.period.Equal(b.period) })
	}
	s.choose()
	return s
}

// choose picks the family of series that tells most: of the first measure, alike in all dimensions but one.
func (s *surveyor) choose() {
	if len(s.all) == 0 {
		return
	}
	most := 0
	for d := range s.study.Dimensions() {
		for _, family := range s.families(d) {
			n := 0
			for _, one := range family {
				n += min(len(one.points), 12)
			}
			if n > most && len(family) > 1 {
				most, s.vary, s.best = n, d, family
			}
		}
	}
	if s.best == nil {
		s.best = []*series{s.all[0]}
	} else {
		s.rank()
	}
	if s.vary < 0 {
		s.alike()
	}
}

// alike finds the measures that can stand beside the best series.
func (s *surveyor) alike() {
	top := s.best[0]
	for _, other := range s.all {
		if slices.Equal(other.codes, top.codes) && s.study.UnitOf(other.last().observation).Name == s.study.UnitOf(top.last().observation).Name && other.last().period.Equal(top.last().period) {
			s.beside = append(s.beside, other)
		}
	}
}

// families groups the series of the first measure that differ in one dimension only.
func (s *surveyor) families(vary int) [][]*series {
	var order []string
	byKey := map[string][]*series{}
	for _, one := range s.all {
		if one.measure != s.all[0].measure || one.codes[vary] < 0 {
			continue
		}
		var key []byte
		for d, code := range one.codes {
			if d != vary {
				key = strconv.AppendInt(append(key, ' '), int64(code), 10)
			}
		}
		k := string(key)
		if byKey[k] == nil {
			order = append(order, k)
		}
		byKey[k] = append(byKey[k], one)
	}
	var list [][]*series
	for _, k := range order {
		list = append(list, byKey[k])
	}
	return list
}

// rank sets the total apart, keeps the series that reach the last period, and puts the largest first.
func (s *surveyor) rank() {
	var last datasets.Period
	for _, one := range s.best {
		if last.Compare(one.last().period) < 0 || !last.Stated {
			last = one.last().period
		}
	}
	longest := s.best[0]
	var kept []*series
	for _, one := range s.best {
		if len(one.points) > len(longest.points) {
			longest = one
		}
		switch {
		case !one.last().period.Equal(last):
		case s.isTotal(s.name(one)):
			s.whole = one
		default:
			kept = append(kept, one)
		}
	}
	slices.SortStableFunc(kept, func(a, b *series) int { return b.last().value.Cmp(a.last().value) })
	switch s.best = kept; {
	case len(kept) == 0:
		s.best, s.whole = []*series{s.whole}, nil
	case len(kept) == 1 && s.whole == nil: // the others end earlier: the longest tells more
		s.best = []*series{longest}
	}
	if len(s.best) < 2 && s.whole == nil {
		s.vary = -1
	}
}

// isTotal says whether a value of a dimension names the whole.
func (s *surveyor) isTotal(name string) bool {
	first, _, _ := strings.Cut(strings.ToLower(name), " ")
	return slices.Contains([]string{"total", "totals", "all", "overall", "sum", "world", "gesamt", "insgesamt"}, first)
}

// name is the value of the dimension in which the best series differ.
func (s *surveyor) name(one *series) string {
	if s.vary < 0 {
		return s.title(one.measure)
	}
	return s.value(one, s.vary)
}

func (s *surveyor) value(one *series, d int) string {
	if one.codes[d] < 0 {
		return ""
	}
	v := s.study.Dimensions()[d].Values[one.codes[d]]
	return cmp.Or(v.Name, v.ID)
}

// title is a measure as a heading: underscores of a program are spaces, the first letter is a capital.
func (s *surveyor) title(measure int) string {
	m := s.study.Measures[measure]
	t := strings.TrimSpace(strings.ReplaceAll(cmp.Or(m.Title, m.ID), "_", " "))
	if t == "" {
		return "Value"
	}
	r := []rune(t)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// heading names a series: measure and the dimensions that it has, the varying one only on request.
func (s *surveyor) heading(one *series, vary bool) string {
	parts := []string{s.title(one.measure)}
	for d := range one.codes {
		if name := s.value(one, d); name != "" && (vary || d != s.vary) {
			parts = append(parts, name)
		}
	}
	return strings.Join(parts, ", ")
}
