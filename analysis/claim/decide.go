package claim

import (
	"cmp"
	"math/big"
	"slices"

	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/statistic"
	"recount/datasets"
)

// The thresholds of linking. A number is linked only if the words name a measure well enough; refuting
// needs more than supporting, since a false refutation loses the author. They were set on development
// sentences and are measured in analysis/SCORES.md.
const (
	floorSupport = 0.58 // below, nothing is linked
	floorRefute  = 0.72 // below, nothing is refuted
	tieWindow    = 0.12 // candidates this near to the best are as good as it
	doubtWindow  = 0.25 // a candidate this near that agrees keeps the claim from being refuted
	floorWords   = 0.25 // share of the sentence's words that the figure's description must have to refute
	maxDiffering = 3    // more than this many figures that differ: ambiguous (SEMANTICS, "What the text leaves open")
)

// A decision is the verdict over all candidates of a number.
type decision struct {
	verdict    finding.Verdict
	reason     finding.Reason
	grade      finding.Grade
	chosen     *candidate
	rivals     []*candidate // of other sources, for the same cell
	considered int
	x          *index
	held       string // why a disagreement was not said
	notes      []finding.Note
}

// decide holds every candidate against the claim and applies SEMANTICS, "Evidence" and "Verdicts".
func (x *index) decide(a *ask, sc *scope, cands []candidate, opt *Options) decision {
	d := decision{verdict: finding.Undecided, reason: finding.NoData, considered: len(cands), x: x}
	cands = slices.DeleteFunc(cands, func(c candidate) bool { return c.score < floorSupport-doubtWindow })
	if len(cands) == 0 {
		return d
	}
	slices.SortStableFunc(cands, func(p, q candidate) int { return cmp.Compare(q.score, p.score) })
	for i := range cands {
		if cands[i].score < cands[0].score-doubtWindow-tieWindow {
			cands = cands[:i] // nothing that far behind has a say
			break
		}
		cands[i].outcome = x.caseFor(a, &cands[i], opt).Judge(cands[i].evidence)
		if cands[i].outcome.Verdict == number.Supported && a.otherEnds(&cands[i]) {
			cands[i].outcome.Verdict = number.Refuted
		}
		if a.claimed.Hedge == number.AtMost && cands[i].outcome.Verdict == number.Supported && a.pointMoved(&cands[i]) {
			cands[i].outcome.Verdict = number.Straddles
		}
	}
	cands = x.ofSource(sc, sc.direct(x.partsOnly(a, sc, cands)))
	if cands[0].score < floorSupport || sc.unknown != "" {
		return d
	}
	top, printed := x.independent(cands, opt)
	if printed != nil {
		if text := x.conflicts(printed); text != "" {
			d.note("disputed", "the document's own figure; other sources differ: "+text)
		}
	}
	if len(top) == 0 {
		return d
	}
	best := top[0].score
	n := 0
	for n < len(top) && top[n].score >= best-tieWindow {
		n++
	}
	cells := x.byCell(precise(top[:n]), sc)
	d.weighCells(x, a, sc, cells, top[n:], opt)
	return d
}

// otherEnds says whether a number tells how far figures range, and the figures range otherwise: "terms from two
// to 52 years" holds every term from two to 25, and is wrong.
func (a *ask) otherEnds(c *candidate) bool {
	e := c.evidence
	if !a.claimed.Ranged || e.Value != nil || e.Set.Lo == nil || e.Set.Hi == nil || c.kind != "observation" || len(c.obs) != 1 {
		return false
	}
	ranged := false
	for i := max(a.from-4, 0); i < min(a.from+1, len(a.s.tokens)); i++ {
		switch a.s.lower(i) {
		case "range", "ranges", "ranged", "ranging", "vary", "varies", "varied", "varying", "span", "spans", "spanned", "from":
			ranged = true
		}
	}
	if !ranged {
		return false
	}
	for _, s := range a.claimed.Admits(number.DefaultTolerances) {
		if s.Interval.Lo != nil && s.Interval.Hi != nil {
			wide := new(big.Rat).Sub(s.Interval.Hi, s.Interval.Lo)
			return wide.Cmp(new(big.Rat).Mul(new(big.Rat).Sub(e.Set.Hi, e.Set.Lo), big.NewRat(3, 2))) > 0
		}
	}
	return false
}

// caseFor is the claim made ready to be held against a candidate: a fraction of a group whose size is known can
// only be a share of so many.
func (x *index) caseFor(a *ask, c *candidate, opt *Options) *number.Case {
	if a.held == nil {
		a.held = a.claimed.Case(opt.Tolerances)
	}
	if a.claimed.Den > 0 {
		if g := x.group(c); g != nil {
			claimed := a.claimed
			claimed.Group = g
			return claimed.Case(opt.Tolerances)
		}
	}
	return a.held
}

// partsOnly leaves out, of "24 of the forty people interviewed were men", the forty: what is counted is the part
// that is named behind.
func (x *index) partsOnly(a *ask, sc *scope, cands []candidate) []candidate {
	if !a.partitive {
		return cands
	}
	for d := range x.dims {
		dim := &x.dims[d]
		if dim.places || dim.labels {
			continue
		}
		for _, v := range sc.values[d] {
			if v.carried || v.from < a.to || dim.parent[v.code] < 0 {
				continue
			}
			part := func(c candidate) bool { return c.kind == "observation" && int32(dim.Code(int(c.obs[0]))) == v.code }
			if slices.ContainsFunc(cands, part) {
				return slices.DeleteFunc(cands, func(c candidate) bool {
					return c.kind == "observation" && dim.isPart(v.code, int32(dim.Code(int(c.obs[0]))))
				})
			}
		}
	}
	return cands
}

// pointMoved says whether "as many as 894,000" stands against 89,400: no more, but hardly what is meant.
func (a *ask) pointMoved(c *candidate) bool {
	v, e := a.claimed.Number(), c.evidence.Value
	return v != nil && e != nil && unlikely(a) && sameDigits(v, e) && v.Cmp(new(big.Rat).Mul(e, big.NewRat(3, 1))) > 0
}

// direct leaves out rates and shares made for the sentence where a row of the study gives the figure itself.
func (sc *scope) direct(cands []candidate) []candidate {
	best := cands[0].score
	given := slices.ContainsFunc(cands, func(c candidate) bool {
		return c.kind == "observation" && !c.reported && c.open == 0 && c.score >= best-0.15 && (c.own || sc.sure[c.m])
	})
	if !given {
		return cands
	}
	return slices.DeleteFunc(cands, func(c candidate) bool { return c.kind == "rate" })
}

// ofSource leaves out the figures that others give of a measure where the source that the sentence names gives one
// that fits the words better.
func (x *index) ofSource(sc *scope, cands []candidate) []candidate {
	if len(sc.sources) == 0 {
		return cands
	}
	named := func(c *candidate) bool {
		return c.kind == "observation" && slices.Contains(sc.sources, int32(x.study.SourceOf(int(c.obs[0]))))
	}
	return slices.DeleteFunc(slices.Clone(cands), func(c candidate) bool {
		return c.kind == "observation" && !c.timed && !named(&c) && slices.ContainsFunc(cands, func(o candidate) bool {
			return o.m == c.m && named(&o) && o.score >= c.score+0.15
		})
	})
}

// group returns how many there are in the group that a share is of, where the evidence says so.
func (x *index) group(c *candidate) *big.Int {
	if c.kind == "share" && len(c.obs) == 2 {
		if v, ok := x.study.ValueOf(int(c.obs[1])); ok && v.IsInteger() {
			return v.Rat().Num()
		}
	}
	if c.kind == "observation" && len(c.obs) == 1 {
		if o := &x.fact(c.obs[0]).o; o.Denominator != nil && o.Denominator.IsInteger() {
			return o.Denominator.Rat().Num()
		}
	}
	return nil
}

// independent leaves out what the document itself prints: a document never bears itself out. Where one of
// its own rows fits the number, the number is about that row's subject, and only other sources on the same
// subject can decide it.
func (x *index) independent(cands []candidate, opt *Options) (others []candidate, printed *candidate) {
	if opt.Source == "" {
		return cands, nil
	}
	own := func(c *candidate) bool {
		return slices.ContainsFunc(c.obs, func(i int32) bool {
			k := x.study.SourceOf(int(i))
			return k >= 0 && x.study.Sources[k].ID == opt.Source
		})
	}
	subjects := map[string]bool{}
	var out []candidate
	for i := range cands {
		switch {
		case !own(&cands[i]):
			out = append(out, cands[i])
		case cands[i].score >= cands[0].score-tieWindow && cands[i].outcome.Verdict == number.Supported:
			subjects[cands[i].cell] = true
			if printed == nil {
				printed = &cands[i]
			}
		}
	}
	if len(subjects) == 0 {
		return out, nil
	}
	return slices.DeleteFunc(out, func(c candidate) bool { return !subjects[c.cell] }), printed
}

// A cell is one thing that a number could be about, with the figures that sources give for it.
type cell struct {
	cands   []*candidate
	score   float64
	verdict number.Verdict
	chosen  *candidate
	against []*candidate // origins that do not bear the claim out
	open    int
	period  datasets.Period
}

// byCell puts candidates about the same thing together and decides each thing: origins before those who
// repeat them, the source that the sentence names before all others.
func (x *index) byCell(cands []candidate, sc *scope) []*cell {
	var cells []*cell
	at := map[string]*cell{}
	for i := range cands {
		c := &cands[i]
		k := at[c.cell]
		if k == nil {
			k = &cell{score: c.score, open: c.open, period: c.period}
			at[c.cell] = k
			cells = append(cells, k)
		}
		k.cands = append(k.cands, c)
	}
	for _, k := range cells {
		x.weighRivals(k, sc)
	}
	return cells
}

func (x *index) weighRivals(k *cell, sc *scope) {
	deciding := precisest(x.deciding(k.cands, sc))
	straddle := (*candidate)(nil)
	for _, c := range deciding {
		switch c.outcome.Verdict {
		case number.Supported:
			if k.chosen == nil {
				k.chosen = c
			}
		case number.Refuted:
			k.against = append(k.against, c)
		default:
			straddle = c
		}
	}
	switch {
	case k.chosen != nil:
		k.verdict = number.Supported
	case straddle != nil:
		k.verdict, k.chosen = number.Straddles, straddle
	default:
		k.verdict, k.chosen = number.Refuted, deciding[0]
	}
}

// precisest leaves out vague and bounded figures that a precise one of the same thing bears out: "several
// dozen" and 38 are one figure, told with more and less care.
func precisest(cands []*candidate) []*candidate {
	out := cands[:0:0]
	for _, c := range cands {
		told := c.evidence.Value == nil && slices.ContainsFunc(cands, func(o *candidate) bool {
			return o.evidence.Value != nil && c.evidence.Set.Contains(o.evidence.Value)
		})
		if !told {
			out = append(out, c)
		}
	}
	return out
}

// deciding returns the candidates that decide a cell: those of the source named, else the origins, else all.
func (x *index) deciding(cands []*candidate, sc *scope) []*candidate {
	pick := func(ok func(*candidate) bool) []*candidate {
		var out []*candidate
		for _, c := range cands {
			if ok(c) {
				out = append(out, c)
			}
		}
		return out
	}
	if len(sc.sources) > 0 {
		if named := pick(func(c *candidate) bool {
			return len(c.obs) > 0 && slices.Contains(sc.sources, int32(x.study.SourceOf(int(c.obs[0]))))
		}); len(named) > 0 {
			return named
		}
	}
	if own := pick(func(c *candidate) bool { return !c.reported && (x.origin(c) || x.rival(c)) }); len(own) > 0 {
		return own
	}
	if given := pick(func(c *candidate) bool { return !c.reported }); len(given) > 0 {
		return given
	}
	return cands
}

// rival says whether a row of the press stands against another in the tables: then it is a voice of its own.
func (x *index) rival(c *candidate) bool {
	return len(c.obs) == 1 && len(x.fact(c.obs[0]).o.ConflictsWith) > 0
}

// origin says whether all inputs of a candidate come from the source whose figures they are.
func (x *index) origin(c *candidate) bool {
	for _, i := range c.obs {
		k := x.study.SourceOf(int(i))
		if k >= 0 && !x.study.Sources[k].IsOrigin() && x.study.Sources[k].Kind != "" {
			return false
		}
	}
	return true
}

// weighCells decides between the things that a number could be about.
func (d *decision) weighCells(x *index, a *ask, sc *scope, cells []*cell, lower []candidate, opt *Options) {
	first := preferred(cells)
	var agree, against, doubt []*cell
	for _, k := range cells {
		switch k.verdict {
		case number.Supported:
			agree = append(agree, k)
		case number.Refuted:
			against = append(against, k)
		default:
			doubt = append(doubt, k)
		}
	}
	if len(agree) > 0 && len(against) == 0 && !slices.ContainsFunc(agree, func(k *cell) bool { return x.measures[k.chosen.m].own || !vacuous(a, k.chosen) }) {
		d.chosen, d.reason = first.chosen, finding.Ambiguous // fewer than 20,000 people, by 70 crossings
		return
	}
	if len(against) > 0 {
		agree = slices.DeleteFunc(agree, func(k *cell) bool {
			return vacuous(a, k.chosen) || x.emptyBound(a, k, against) || vaguely(a, k, against)
		})
		if first.verdict == number.Supported && !slices.Contains(agree, first) {
			first = preferred(against)
		}
	}
	agree = slices.DeleteFunc(agree, func(k *cell) bool { return first.verdict == number.Refuted && d.outdone(a, sc, first, k) })
	agree = slices.DeleteFunc(agree, func(k *cell) bool { return x.byChance(a, sc, k.chosen) || x.partForWhole(a, sc, k.chosen) })
	now := recent(cells, first)
	meant := common(now, agree)
	switch {
	case len(agree) > 0 && slices.Contains(sc.open, preferred(agree).chosen.m) && !unlikely(a):
		d.chosen, d.reason = first.chosen, finding.Ambiguous // a number of few digits fits one of two columns by chance
	case len(meant) > 0:
		k := preferred(meant)
		d.support(x, a, sc, k)
		if len(meant) < len(now) && !k.chosen.timed {
			d.note("assumed", "holds for "+k.chosen.title+"; the text leaves open which is meant")
		}
	case len(agree) > 0 && (differing(cells) <= maxDiffering || unlikely(a)):
		k := preferred(agree)
		d.support(x, a, sc, k)
		d.note("assumed", "holds for "+k.chosen.title+"; the text leaves open which is meant")
	case len(agree) > 0:
		d.chosen, d.reason = first.chosen, finding.Ambiguous
	case len(common(now, doubt)) > 0:
		d.chosen, d.reason = common(now, doubt)[0].chosen, finding.Straddles
	case differing(x.withoutParts(against)) > maxDiffering && !((first.open == 0 || slipped(a, against)) && wayOff(a, against)):
		d.chosen, d.reason = first.chosen, finding.Ambiguous
	case !d.mayRefute(a, sc, d.likest(a, sc, &first, against), against, lower):
		d.chosen, d.reason = first.chosen, finding.Ambiguous
	default:
		d.refute(x, a, sc, first, opt)
	}
}

// emptyBound says whether a part agrees with a bound only because it is a part: fewer than 30 of the 40 people
// interviewed were women, but 40 were interviewed.
func (x *index) emptyBound(a *ask, k *cell, against []*cell) bool {
	if h := a.claimed.Hedge; h != number.LessThan && h != number.AtMost {
		return false
	}
	return slices.ContainsFunc(against, func(w *cell) bool { return x.partOf(k.chosen, w.chosen) })
}

// vaguely says whether a bound is borne out by a vague word alone, while a figure of the same measure says otherwise:
// "dozens of groups" were fewer than 200, but 230 had signed.
func vaguely(a *ask, k *cell, against []*cell) bool {
	return a.claimed.Hedge != number.None && !a.claimed.Ranged && a.claimed.Den == 0 && k.chosen.evidence.Value == nil && k.chosen.kind == "observation" &&
		slices.ContainsFunc(against, func(w *cell) bool {
			return w.chosen.m == k.chosen.m && w.chosen.evidence.Value != nil && w.chosen.kind == "observation" && w.open == k.open
		})
}

// outdone says whether a figure that agrees leaves something open which the first one, that does not, has named:
// then nothing is open. A number of three digits is hardly right by chance.
func (d *decision) outdone(a *ask, sc *scope, first, k *cell) bool {
	return first.open == 0 && k.open > 0 && first.score > k.score && !unlikely(a) && first.chosen.words >= 0.3 && sc.partNamed(d.x, a, first.chosen)
}

// recent are the cells that are tried first: as well named as the best, no more left open, and of the latest
// period or the few years before it. A census counts for years; one of two generations ago is not meant
// unless it is named.
func recent(cells []*cell, first *cell) []*cell {
	var out []*cell
	for _, k := range cells {
		near := !k.period.Stated || !first.period.Stated || first.period.OpenEnd || k.period.OpenEnd || first.period.To-k.period.To <= 5*366
		if k.score >= first.score-0.04 && k.open == first.open && near {
			out = append(out, k)
		}
	}
	return out
}

// common are the cells of the first list that are in the second, in the order of the first.
func common(cells, in []*cell) []*cell {
	var out []*cell
	for _, k := range cells {
		if slices.Contains(in, k) {
			out = append(out, k)
		}
	}
	return out
}

// precise leaves out bounds and vague figures beside precise ones of the same measure, group and place, of
// whatever period.
func precise(cands []candidate) []candidate {
	return slices.DeleteFunc(slices.Clone(cands), func(c candidate) bool {
		return c.evidence.Value == nil && c.kind == "observation" && slices.ContainsFunc(cands, func(o candidate) bool {
			return o.evidence.Value != nil && o.kind == c.kind && o.m == c.m && o.open == c.open && c.evidence.Set.Contains(o.evidence.Value)
		})
	})
}

// preferred is the cell tried first: the best words, then nothing left open, then the latest period.
func preferred(cells []*cell) *cell {
	best := cells[0]
	for _, k := range cells[1:] {
		switch {
		case k.score > best.score+0.04:
			best = k
		case k.score < best.score-0.04:
		case k.chosen.timed != best.chosen.timed:
			if k.chosen.timed {
				best = k
			}
		case k.open != best.open:
			if k.open < best.open {
				best = k
			}
		case k.period.Compare(best.period) > 0:
			best = k
		}
	}
	return best
}

// withoutParts leaves out the figures of parts beside that of their whole: where no group is named, all there are is one
// thing that a number could be about, however many groups they are told apart in.
func (x *index) withoutParts(cells []*cell) []*cell {
	return slices.DeleteFunc(slices.Clone(cells), func(k *cell) bool {
		return slices.ContainsFunc(cells, func(w *cell) bool { return x.partOf(k.chosen, w.chosen) })
	})
}

// partOf says whether one figure is, of the same measure and period, that of a group that is part of another's.
func (x *index) partOf(part, whole *candidate) bool {
	if part.kind != "observation" || whole.kind != "observation" || part.m != whole.m || part.period.Stated && whole.period.Stated && !part.period.Overlaps(whole.period) {
		return false
	}
	differs := false
	for d := range x.dims {
		dim := &x.dims[d]
		p, w := int32(dim.Code(int(part.obs[0]))), int32(dim.Code(int(whole.obs[0])))
		switch {
		case p == w || dim.labels:
		case p < 0 || w < 0 || dim.places || !dim.isPart(p, w):
			return false
		default:
			differs = true
		}
	}
	return differs
}

// differing counts how many different values the cells give.
func differing(cells []*cell) int {
	seen := map[string]bool{}
	for _, k := range cells {
		e := k.chosen.evidence
		switch {
		case e.Value != nil:
			seen[e.Value.RatString()] = true
		case e.Set.Lo != nil:
			seen["≥"+e.Set.Lo.RatString()] = true
		default:
			seen["?"] = true
		}
	}
	return len(seen)
}

func (d *decision) note(kind, text string) {
	d.notes = append(d.notes, finding.Note{Kind: kind, Text: text})
}

// support fills in a supported decision with the notes of SEMANTICS.
func (d *decision) support(x *index, a *ask, sc *scope, k *cell) {
	if c, ok := x.otherWay(a, sc, k.chosen); ok {
		d.verdict, d.reason, d.grade, d.chosen = finding.Refuted, finding.Direction, finding.Substance, c
		return
	}
	d.verdict, d.chosen, d.rivals = finding.Supported, k.chosen, k.against
	d.reason = finding.Reason(k.chosen.outcome.Reason)
	x.notes(d, a)
}

// otherWay checks the verb of "fell to 3.6 percent in 2023 from a year earlier" where the level is right: the
// change from the other period named must go the way that the verb says.
func (x *index) otherWay(a *ask, sc *scope, c *candidate) (*candidate, bool) {
	if !a.levelTo || len(c.obs) != 1 || c.kind != "observation" || len(sc.times) < 2 {
		return nil, false
	}
	sign := a.direction()
	f := x.fact(c.obs[0])
	end, o := f.q, &f.o
	for _, j := range x.measures[c.m].obs {
		p := x.periodOf(j)
		if j == c.obs[0] || !x.sameBut(j, c.obs[0], -1) || p.Compare(o.Period) >= 0 || x.study.IsReported(int(j)) {
			continue
		}
		for _, t := range sc.times {
			if !fitsTime(p, t) || fitsTime(o.Period, t) {
				continue
			}
			b := x.fact(j)
			v, err := statistic.Difference(b.q, end)
			if err != nil || v.Value == nil || v.Value.Sign() == sign || sign == 0 {
				continue
			}
			out := *c
			out.obs = []int32{j, c.obs[0]}
			out.kind, out.made = "difference", true
			out.formula = statistic.Working(statistic.DifferenceOf, v, statistic.Written(&b.o), statistic.Written(o))
			return &out, true
		}
	}
	return nil, false
}

// refute fills in a refuted decision: what went wrong, as far as the numbers tell.
func (d *decision) refute(x *index, a *ask, sc *scope, k *cell, opt *Options) {
	d.verdict, d.chosen, d.rivals = finding.Refuted, k.chosen, k.against
	r := k.chosen.readings
	if a.class != clsCount || k.chosen.evidence.Value != nil {
		r.Others = x.others(a, k.chosen)
	}
	reason, grade := a.held.Diagnose(k.chosen.evidence, r)
	d.reason, d.grade = finding.Reason(reason), finding.Grade(grade)
	x.notes(d, a)
}

// others are the figures of other places and periods of the same measure, in the claim's unit: what a
// number that was swapped would be.
func (x *index) others(a *ask, c *candidate) []*big.Rat {
	if c.kind != "observation" || len(c.obs) != 1 {
		return nil
	}
	var out []*big.Rat
	for _, j := range x.measures[c.m].obs {
		if len(out) >= 200 {
			break
		}
		if j == c.obs[0] || x.study.IsReported(int(j)) {
			continue
		}
		f := x.fact(j)
		if e, ok := a.scaled(&f.q, f.class, f.one); ok && e.Value != nil {
			out = append(out, e.Value)
		}
	}
	return out
}
