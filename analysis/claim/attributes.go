package claim

import "recount/datasets"

// maxAttributes bounds the tables that are searched for dimensions that describe another one.
const maxAttributes = 200_000

// indexAttributes finds which dimensions describe another: where each line runs in one region, the region is
// told by the line, and two lines of different regions differ in one thing, not in two.
func (x *index) indexAttributes() {
	for d := range x.dims {
		x.dims[d].tells = make([]bool, len(x.dims))
	}
	if len(x.dims) < 2 || x.study.Len() > maxAttributes {
		return
	}
	for d := range x.dims {
		for e := range x.dims {
			x.dims[d].tells[e] = d != e && !x.dims[d].labels && !x.dims[e].labels && x.describes(d, e)
		}
	}
}

// describes says whether each value of dimension d goes, at one time, with one value of e, and each of e with several
// of d. A candidate may run for another party four years later.
func (x *index) describes(d, e int) bool {
	type at struct {
		value  int
		period datasets.Period
	}
	with := map[at]int{}
	values, used := map[int]bool{}, map[int]bool{}
	changes := 0
	last := make([]int, len(x.dims[d].Values))
	for i := range x.study.Len() {
		c, v := x.dims[d].Code(i), x.dims[e].Code(i)
		if c < 0 || v < 0 {
			return false
		}
		k := at{c, x.periodOf(int32(i))}
		if w, ok := with[k]; ok && w != v {
			return false
		}
		with[k] = v
		if used[c] && last[c] != v {
			changes++
		}
		last[c] = v
		used[c], values[v] = true, true
	}
	return len(values) > 1 && len(used) > len(values) && changes*10 <= len(used)
}
