package chart

import "slices"

// spread moves labels along a line as little as it takes to keep them apart and between lo and hi:
// want are their centres, size what each takes. The sum of squared moves is least (pool adjacent
// violators). It says whether they fit at all.
func spread(want, size []float64, lo, hi float64) ([]float64, bool) {
	n := len(want)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case want[a] < want[b]:
			return -1
		case want[a] > want[b]:
			return 1
		}
		return 0
	})
	// In a stack of labels set solid, offset[k] is the centre of the k-th from the bottom of the first.
	offset := make([]float64, n)
	total := 0.0
	for k, i := range order {
		offset[k] = total + size[i]/2
		total += size[i]
	}
	// Pools of labels that touch: their common start is the mean of what each would like.
	type pool struct {
		sum   float64
		count int
		end   int
	}
	var pools []pool
	for k, i := range order {
		pools = append(pools, pool{want[i] - offset[k], 1, k + 1})
		for len(pools) > 1 {
			a, b := pools[len(pools)-2], pools[len(pools)-1]
			if a.sum/float64(a.count) <= b.sum/float64(b.count) {
				break
			}
			pools = append(pools[:len(pools)-2], pool{a.sum + b.sum, a.count + b.count, b.end})
		}
	}
	out := make([]float64, n)
	k := 0
	for _, p := range pools {
		start := min(max(p.sum/float64(p.count), lo), hi-total)
		for ; k < p.end; k++ {
			out[order[k]] = start + offset[k]
		}
	}
	return out, total <= hi-lo+1e-6
}
