package claim

import (
	"math"
	"math/big"
	"slices"
	"sync/atomic"

	"recount/analysis/claim/internal/words"
	"recount/analysis/statistic"
	"recount/datasets"
)

// maxDescribed is the longest study whose rows are told apart by their words. A longer table's rows differ
// in their dimensions, and a word index of a million rows would cost more than it tells.
const maxDescribed = 20_000

// A vocabulary numbers the stems of everything that is written about the study's observations. What a
// measure and a value of a dimension bring is kept once for all their rows.
type vocabulary struct {
	id      map[string]int32
	idf     []float64
	measure [][]int32    // sorted
	value   [][][]int32  // by dimension and value, sorted
	own     [][]int32    // by observation: its reported words, label and note
	first   [][][]string // by dimension and value: what the names of groups begin with
	scratch []string
}

// describe numbers the words and weighs each by how few observations it describes.
func (x *index) describe() {
	v := &x.words
	v.id = map[string]int32{}
	v.measure = make([][]int32, len(x.measures))
	for k := range x.measures {
		m := &x.measures[k]
		texts := []string{m.Title}
		v.measure[k] = v.stems(append(texts, m.Terms...)...)
	}
	v.value = make([][][]int32, len(x.dims))
	for d := range x.dims {
		v.value[d] = make([][]int32, len(x.dims[d].Values))
		for c := range x.dims[d].Values {
			val := &x.dims[d].Values[c]
			v.value[d][c] = v.stems(append([]string{val.Name}, val.Aliases...)...)
		}
	}
	first := make([][][]string, len(x.dims))
	for d := range x.dims {
		if x.dims[d].Name != "population" {
			continue
		}
		first[d] = make([][]string, len(x.dims[d].Values))
		for c := range first[d] {
			first[d][c] = x.firstWords(d, c)
		}
	}
	v.first = first
	n := x.study.Len()
	v.own = make([][]int32, n)
	x.study.EachWords(func(i int, asReported, label, note string) { v.own[i] = v.stems(asReported, label, note) })
	x.weighWords()
}

// stems numbers the content words of texts.
func (v *vocabulary) stems(texts ...string) []int32 {
	var out []int32
	for _, t := range texts {
		v.scratch = words.AppendContent(v.scratch[:0], t)
		for _, s := range v.scratch {
			id, ok := v.id[s]
			if !ok {
				id = int32(len(v.id))
				v.id[s] = id
			}
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// weighWords counts in how many descriptions each word occurs.
func (x *index) weighWords() {
	v := &x.words
	df := make([]int, len(v.id))
	last := make([]int32, len(v.id)) // the observation for which a word was last counted, from 1
	n := x.study.Len()
	for i := range n {
		x.sets(int32(i), func(set []int32) {
			for _, w := range set {
				if last[w] != int32(i+1) {
					last[w] = int32(i + 1)
					df[w]++
				}
			}
		})
	}
	v.idf = make([]float64, len(df))
	for w, k := range df {
		v.idf[w] = math.Log(1 + float64(n)/float64(max(k, 1)))
	}
	for s := range v.id {
		x.lex.known[s] = true
	}
}

// sets calls f with each set of words that describes an observation.
func (x *index) sets(i int32, f func([]int32)) {
	v := &x.words
	f(v.measure[x.study.MeasureOf(int(i))])
	for d := range x.dims {
		if c := x.dims[d].Code(int(i)); c >= 0 {
			f(v.value[d][c])
		}
	}
	f(v.own[i])
}

// weight is how much a word tells observations apart; a word that describes none tells something too.
func (x *index) weight(stem string) float64 {
	if id, ok := x.words.id[stem]; ok {
		return x.words.idf[id]
	}
	return unknownWeight
}

// unknownWeight is the weight of a word that the study does not know, in sentences against its rows.
const unknownWeight = 2

// overlap is the share of the sentence's weight of words that the observation's description has.
func (x *index) overlap(sc *scope, i int32) float64 {
	if x.words.id == nil {
		return 0
	}
	if sc.ids == nil {
		sc.weigh(x)
	}
	both := 0.0
	for k, id := range sc.ids {
		found := false
		x.sets(i, func(set []int32) {
			if !found {
				_, found = slices.BinarySearch(set, id)
			}
		})
		if found {
			both += sc.weights[k]
		}
	}
	if sc.all == 0 {
		return 0
	}
	return both / sc.all
}

// attribution holds the stems of words that say that something is told: they say nothing of what is told.
var attribution = func() map[string]bool {
	m := map[string]bool{}
	for w := range wordSet(`say told tell report find show note state write conclude accord data figure finding imply suggest indicate reveal cite quote mention describe`) {
		m[words.Stem(w)] = true
	}
	return m
}()

// weigh looks the sentence's words up in the vocabulary, once for a number.
func (sc *scope) weigh(x *index) {
	sc.ids, sc.weights = make([]int32, 0, len(sc.stems)), make([]float64, 0, len(sc.stems))
	for _, stem := range sc.stems {
		if attribution[stem] {
			continue
		}
		w := x.weight(stem)
		sc.all += w
		if id, ok := x.words.id[stem]; ok {
			sc.ids, sc.weights = append(sc.ids, id), append(sc.weights, w)
		}
	}
}

// A fact is an observation as linking uses it, made once.
type fact struct {
	o     datasets.Observation
	q     statistic.Quantity
	label string
	title string
	cell  string   // what it is about, its source apart
	class class    // of q's unit
	one   *big.Rat // one of its unit in the class's own unit
	slip  bool     // a statistic that its source got wrong
	parts atomic.Pointer[eventLabel]
}

// fact returns observation i. In a study that is not too long it is kept.
func (x *index) fact(i int32) *fact {
	var slot *atomic.Pointer[fact]
	if x.seen != nil {
		slot = &x.seen[i]
		if f := slot.Load(); f != nil {
			return f
		}
	}
	f := &fact{o: x.study.Observation(int(i))}
	f.o.Period = x.periodOf(i)
	f.q = statistic.Of(&f.o)
	if u := x.measures[x.measureOf(i)].unit; u.Class == datasets.MoneyUnit && f.q.Unit.Class == datasets.MeasureUnit {
		f.q.Unit, f.o.Unit = u, u
	}
	f.label = labelOf(&f.o)
	f.title = titleOf(&f.o, f.label)
	f.cell = x.cellOf(i)
	f.class, f.one = unitClass(f.q.Unit)
	if f.o.Reported != nil {
		slip, _ := f.o.Cell("slip")
		f.slip = slip != ""
	}
	if slot != nil {
		slot.Store(f)
	}
	return f
}
