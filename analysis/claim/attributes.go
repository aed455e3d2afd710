package claim

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

// describes says whether each value of dimension d goes with one value of e, and each of e with several of d.
func (x *index) describes(d, e int) bool {
	with := make([]int, len(x.dims[d].Values))
	for i := range with {
		with[i] = -1
	}
	values := map[int]bool{}
	used := 0
	for i := range x.study.Len() {
		c, v := x.dims[d].Code(i), x.dims[e].Code(i)
		if c < 0 || v < 0 {
			return false
		}
		if with[c] >= 0 && with[c] != v {
			return false
		}
		if with[c] < 0 {
			used++
		}
		with[c] = v
		values[v] = true
	}
	return len(values) > 1 && used > len(values)
}
