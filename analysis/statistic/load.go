package statistic

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"recount/datasets"
)

// A Set holds the statistics of a study, computed.
type Set struct {
	study   *datasets.Study
	results []*Result
	byID    map[string]*Result
	used    map[int]*datasets.Observation // that some statistic uses, as they were read
	failed  map[string]bool               // ids of those that could not be read or computed
}

// Load reads the study's statistics.yaml and computes every statistic. A study without one has an empty
// set. Everything that is wrong with the file is found in one run and returned as *datasets.Errors, beside
// the set of those statistics that could be computed.
func Load(study *datasets.Study) (*Set, error) {
	data, err := study.File(fileName)
	if errors.Is(err, fs.ErrNotExist) {
		return newSet(study), nil
	}
	file := fileName
	if study.Dir != "" {
		file = strings.TrimSuffix(study.Dir, "/") + "/" + fileName
	}
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", file, err)
	}
	return LoadBytes(study, file, data)
}

const fileName = "statistics.yaml"

func newSet(study *datasets.Study) *Set {
	return &Set{study: study, byID: map[string]*Result{}, used: map[int]*datasets.Observation{}}
}

// LoadBytes is Load for the text of a file that is not, or not yet, the study's own; name stands in faults.
func LoadBytes(study *datasets.Study, name string, data []byte) (*Set, error) {
	if root := plainList(data); root != nil {
		r := newReader(name)
		if set, err := resolve(study, r, r.specs(root)); err == nil {
			return set, nil
		}
	}
	specs, r := parseSpecs(name, data)
	return resolve(study, r, specs)
}

// resolve looks up what the specs name and computes them.
func resolve(study *datasets.Study, r *reader, specs []*spec) (*Set, error) {
	set := newSet(study)
	set.failed = r.broken
	l := &resolver{reader: r, set: set, specs: map[string]*spec{}, leaves: map[int]*expr{}, done: map[string]*Result{}}
	for _, s := range specs {
		l.specs[s.id] = s
		l.ids = append(l.ids, s.id)
	}
	for _, s := range specs {
		if res := l.statistic(s); res != nil {
			set.results = append(set.results, res)
			continue
		}
		set.failed[s.id] = true
	}
	return set, l.err()
}

// Failed says whether the file has a statistic with this id that could not be computed.
func (set *Set) Failed(id string) bool { return set.failed[id] }

// Study returns the study that the statistics are of.
func (set *Set) Study() *datasets.Study { return set.study }

// All returns the statistics in the order of the file.
func (set *Set) All() []*Result { return set.results }

// Get returns the statistic with this id, or nil.
func (set *Set) Get(id string) *Result { return set.byID[id] }

// IDs returns the ids in the order of the file.
func (set *Set) IDs() []string {
	ids := make([]string, len(set.results))
	for i, r := range set.results {
		ids[i] = r.ID
	}
	return ids
}

// Using returns the statistics that an observation goes into, directly or through others.
func (set *Set) Using(observation int) []*Result {
	var out []*Result
	for _, r := range set.results {
		if _, ok := slices.BinarySearch(r.Observations, observation); ok {
			out = append(out, r)
		}
	}
	return out
}

// A resolver looks up what specs name, and computes them in the order in which they need each other.
type resolver struct {
	*reader
	set    *Set
	ids    []string // of all statistics that could be read, for "did you mean"
	specs  map[string]*spec
	leaves map[int]*expr
	done   map[string]*Result // nil for one that failed
	open   []string           // statistics being computed, each needed by the one before
}

// maxChain bounds how long a chain of statistics that need each other may be.
const maxChain = 50

// statistic computes one statistic, or returns nil after noting why it cannot.
func (l *resolver) statistic(s *spec) *Result {
	if res, ok := l.done[s.id]; ok {
		return res
	}
	l.open = append(l.open, s.id)
	res := l.compute(s)
	l.open = l.open[:len(l.open)-1]
	l.done[s.id] = res
	if res != nil {
		l.set.byID[s.id] = res
	}
	return res
}

func (l *resolver) compute(s *spec) *Result {
	e := &expr{op: s.op, spec: s, leaf: -1}
	res := &Result{ID: s.id, Title: s.title, Note: s.note, Op: s.op, spec: s, expr: e, set: l.set}
	complete := true
	for i, refs := range s.args {
		role := "value"
		if roles := grammar[s.op].roles; len(roles) > 0 {
			role = roles[i].key
			refs = l.spread(s, roles[i], refs)
		}
		var args []*expr
		for _, ref := range refs {
			arg, in := l.argument(s, role, ref)
			if arg == nil {
				complete = false
				continue
			}
			args = append(args, arg)
			res.Inputs = append(res.Inputs, in)
		}
		complete = complete && len(args) > 0
		e.args = append(e.args, args)
	}
	if !complete {
		return nil
	}
	e.count()
	for leaf := range e.uses {
		res.Observations = append(res.Observations, leaf)
	}
	slices.Sort(res.Observations)
	if err := res.evaluate(l.quantity); err != nil {
		l.faultOf(s, err)
		return nil
	}
	return res
}

// faultOf notes what is wrong with a statistic's operation, unless its place is known more closely.
func (l *resolver) faultOf(s *spec, err error) {
	at := s.opAt
	var model *modelError
	if errors.As(err, &model) && s.modelAt != nil {
		at = s.modelAt
	}
	l.fault(at, "statistic %q: %w", s.id, err)
}

func (l *resolver) quantity(leaf int) Quantity { return l.leaves[leaf].q }

// spread turns a selector that may match many observations into one reference for each of them.
func (l *resolver) spread(s *spec, role role, refs []ref) []ref {
	if !role.series || len(refs) != 1 || refs[0].where == nil {
		return refs
	}
	found, ok := l.selected(s, refs[0])
	if !ok {
		return nil
	}
	slices.SortStableFunc(found, func(a, b int) int {
		return l.set.study.PeriodOf(a).Compare(l.set.study.PeriodOf(b))
	})
	var out []ref
	for _, i := range found {
		if s.within.Stated && !s.within.Contains(l.set.study.PeriodOf(i)) {
			continue
		}
		out = append(out, ref{at: refs[0].at, index: i + 1})
	}
	if len(out) == 0 {
		l.fault(refs[0].at, "statistic %q: %s matches no observation%s", s.id, role.key, l.whyNone(refs[0], s.within))
	}
	return out
}

// argument finds what one reference names.
func (l *resolver) argument(s *spec, role string, r ref) (*expr, Input) {
	in := Input{Role: role, Observation: -1}
	if r.statistic != "" {
		in.Statistic = r.statistic
		other := l.other(s, r)
		if other == nil {
			return nil, in
		}
		return other.expr, in
	}
	i, ok := r.index-1, r.index > 0
	if !ok {
		i, ok = l.one(s, r)
	}
	if !ok {
		return nil, in
	}
	in.Observation = i
	return l.leaf(i), in
}

// leaf returns the one expression of an observation: expressions of the same observation are the same.
func (l *resolver) leaf(i int) *expr {
	if e, ok := l.leaves[i]; ok {
		return e
	}
	o := l.set.study.Observation(i)
	l.set.used[i] = &o
	e := &expr{leaf: i, q: Of(&o)}
	l.leaves[i] = e
	return e
}

// other returns another statistic, computing it first if need be. What needs itself is a fault that names
// the ring.
func (l *resolver) other(s *spec, r ref) *Result {
	needed, ok := l.specs[r.statistic]
	switch at := slices.Index(l.open, r.statistic); {
	case !ok && l.broken[r.statistic]: // it has faults of its own
		return nil
	case !ok:
		l.fault(r.at, "statistic %q: there is no statistic %q%s", s.id, shorten(r.statistic), datasets.DidYouMean(r.statistic, l.ids))
		return nil
	case at >= 0:
		ring := append(slices.Clone(l.open[at:]), r.statistic)
		l.fault(r.at, "statistic %q needs itself: %s", s.id, strings.Join(ring, " → "))
		return nil
	case len(l.open) >= maxChain:
		l.fault(r.at, "statistic %q: a chain of more than %d statistics", s.id, maxChain)
		return nil
	}
	return l.statistic(needed)
}
