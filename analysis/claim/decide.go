package claim

import (
	"cmp"
	"math"
	"math/big"
	"slices"
	"strings"

	"recount/analysis/claim/internal/words"
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
	cands = direct(x.partsOnly(a, sc, cands))
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
func direct(cands []candidate) []candidate {
	best := cands[0].score
	given := slices.ContainsFunc(cands, func(c candidate) bool {
		return c.kind == "observation" && !c.reported && c.open == 0 && c.score >= best-0.15
	})
	if !given {
		return cands
	}
	return slices.DeleteFunc(cands, func(c candidate) bool { return c.kind == "rate" })
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
	if len(against) > 0 {
		agree = slices.DeleteFunc(agree, func(k *cell) bool { return vacuous(a, k.chosen) })
		if first.verdict == number.Supported && vacuous(a, first.chosen) {
			first = preferred(against)
		}
	}
	now := recent(cells, first)
	meant := common(now, agree)
	switch {
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
	case differing(against) > maxDiffering && !((first.open == 0 || slipped(a, against)) && wayOff(a, against)):
		d.chosen, d.reason = first.chosen, finding.Ambiguous
	case !d.mayRefute(a, sc, d.likest(a, &first, against), against, lower):
		d.chosen, d.reason = first.chosen, finding.Ambiguous
	default:
		d.refute(x, a, sc, first, opt)
	}
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

// unlikely says whether a number is unlikely to agree by chance.
func unlikely(a *ask) bool {
	c, ok := a.claimed.Value.Coefficient()
	for ok && c != 0 && c%10 == 0 {
		c /= 10
	}
	return a.claimed.Den == 0 && !a.claimed.Ranged && (c >= 100 || c <= -100 || !ok)
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

// wayOff says whether the claim is at least twice, or at most half, of every figure that it could be about:
// then it does not matter which is meant.
func wayOff(a *ask, cells []*cell) bool {
	v := a.claimed.Number()
	if v == nil || v.Sign() <= 0 {
		return false
	}
	side := 0
	for _, k := range cells {
		e := k.chosen.evidence.Value
		if e == nil || e.Sign() <= 0 {
			return false
		}
		r := new(big.Rat).Quo(v, e)
		switch {
		case r.Cmp(big.NewRat(2, 1)) >= 0 && side >= 0:
			side = 1
		case r.Cmp(big.NewRat(1, 2)) <= 0 && side <= 0:
			side = -1
		default:
			return false
		}
	}
	return true
}

// slipped says whether the claim shows the digits of one of the figures, at another power of ten.
func slipped(a *ask, cells []*cell) bool {
	v := a.claimed.Number()
	return v != nil && slices.ContainsFunc(cells, func(k *cell) bool {
		e := k.chosen.evidence.Value
		return e != nil && sameDigits(v, e)
	})
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

// mayRefute says whether the link is sure enough to disagree with an author. Prose is full of numbers that
// stand near a measure's words and count something else.
func (d *decision) mayRefute(a *ask, sc *scope, first *cell, cells []*cell, lower []candidate) bool {
	c := first.chosen
	d.held = ""
	slip := d.slipped(a, c)
	sure := slip || c.kind == "observation" && c.own && c.words >= 0.8 && first.open == 0 && first.score >= 1.5 && len(cells) == 1 || sc.sure[c.m] || c.stat != nil || c.noun && (c.timed || !c.own || c.words >= 0.35 || slipped(a, cells))
	switch {
	case first.score < floorRefute && !(slip && first.score >= floorSupport):
		d.held = "score"
	case c.far:
		d.held = "another place or group stands nearer"
	case !sure:
		d.held = "no telling word of the measure"
	case sc.doubtful:
		d.held = "counts a narrower group"
	case a.tentative && (a.op == opLevel || a.class == clsDate):
		d.held = "tentative"
	case sc.groupBehind(d.x, a, c):
		d.held = "the group of another number"
	case d.x.narrower(sc, c, cells):
		d.held = "a narrower measure is named"
	case (a.partitive || a.fronted) && c.kind == "observation" && !sc.partNamed(d.x, a, c):
		d.held = "part of a group"
	case a.class == clsCount && a.op == opLevel && !c.noun && !c.person && a.q.Counted != "" && !slip:
		d.held = "counts something else"
	case c.kind == "observation" && c.words > 0 && c.words < floorWords && !c.noun && c.own && !slip:
		d.held = "too little in common"
	case (c.kind == "sum" || c.kind == "mean") && !c.said:
		d.held = "a total that the text does not speak of"
	case a.class == clsCount && a.s.without(a):
		d.held = "those without"
	case a.op == opLevel && a.s.always():
		d.held = "each of several periods"
	case a.listed && a.q.Counted == "":
		d.held = "one of a list"
	case a.class == clsCount && a.op == opLevel && a.q.Counted == "" && a.claimed.Value.Place() < 0 && c.kind == "observation":
		d.held = "a decimal counts nothing"
	case a.summed:
		d.held = "the sum of the others"
	case c.kind == "observation" && a.class == clsCount && a.s.addsUp(a):
		d.held = "a part of a sum"
	case c.kind == "observation" && a.op == opLevel && a.class == clsCount && sc.joinedPeriods(a.s):
		d.held = "one of several periods"
	case (c.kind == "share of a count" || c.kind == "quotient") && first.open > 0:
		d.held = "whose share is not sure"
	case tiny(a, c):
		d.held = "tiny"
	case c.kind == "observation" && a.op == opLevel && !c.own && far(a, c) && !d.x.otherColumn(a, c):
		d.held = "another order of size"
	case c.kind == "observation" && a.op == opLevel && !d.x.measures[c.m].general && a.s.averages(a):
		d.held = "a mean of several"
	case c.kind == "observation" && a.op == opLevel && d.x.partAgrees(a, c):
		d.held = "a part of it agrees"
	case c.timed && first.open == 0 && c.noun && sc.sure[c.m]: // measure, place, period and noun are all named
	case c.kind == "observation" && a.class == clsCount && a.s.sumWords(a):
		d.held = "a part of a sum"
	case c.kind == "rate" && d.x.measures[c.m].own:
		d.held = "a rate made for the sentence"
	case a.op == opShare && otherBase(a, c):
		d.held = "a percentage against a rate"
	case a.op == opShare && a.s.ofPopulation(a) && !d.x.ofPopulation(c):
		d.held = "a share of the population"
	case c.readings.Complement != nil && !sc.sure[c.m] && a.claimed.Judge(number.Exactly(c.readings.Complement), number.DefaultTolerances).Verdict == number.Supported:
		d.held = "the share of the others, perhaps by another verb"
	case c.made && c.kind != "share" && c.timed && first.open == 0 && sc.sure[c.m]: // a change between the two times that are named
	case !slices.ContainsFunc(cells, func(k *cell) bool { return !remote(a, k.chosen) }):
		d.held = "remote"
	}
	if d.held != "" {
		return false
	}
	if slices.ContainsFunc(lower, func(o candidate) bool {
		return o.outcome.Verdict == number.Supported && o.m == c.m && o.kind == c.kind && (o.far || o.open <= first.open) && o.timed == c.timed
	}) {
		d.held = "fits another place or group of the sentence"
		return false
	}
	if c.timed && first.open == 0 {
		return true
	}
	d.held = "something else agrees"
	return !slices.ContainsFunc(lower, func(o candidate) bool {
		return o.score >= first.score-doubtWindow && o.outcome.Verdict == number.Supported && o.kind == c.kind
	})
}

// likest takes, of the figures that are named as well as the first, the one of which the number shows the digits.
func (d *decision) likest(a *ask, first **cell, against []*cell) *cell {
	if d.slipped(a, (*first).chosen) {
		return *first
	}
	for _, k := range against {
		if k.score >= (*first).score-0.04 && d.slipped(a, k.chosen) {
			*first = k
			break
		}
	}
	return *first
}

// slipped says whether a number of three digits or more shows those of the figure with the point moved, two
// exchanged or one lost: two numbers are hardly that alike by chance, and so the words need say less.
func (d *decision) slipped(a *ask, c *candidate) bool {
	if !(unlikely(a) || c.words >= 0.5 && twoDigits(a)) || c.open > 0 || c.evidence.Value == nil || c.kind != "observation" || a.class == clsDate {
		return false
	}
	if a.class == clsCount && a.claimed.Value.Place() < 0 {
		return false // 32.1 counts nothing: it is a rate or a share whose unit stands elsewhere
	}
	reason, _ := a.claimed.Diagnose(c.evidence, number.Readings{}, number.DefaultTolerances)
	return reason == number.Scale || reason == number.Digits
}

// twoDigits says whether a number shows two digits or more that are not zeros at its end.
func twoDigits(a *ask) bool {
	c, ok := a.claimed.Value.Coefficient()
	for ok && c != 0 && c%10 == 0 {
		c /= 10
	}
	return a.claimed.Den == 0 && !a.claimed.Ranged && (c >= 10 || c <= -10)
}

// otherBase says whether a percentage stands against a rate per 1,000 or more, or the other way about: what
// the one is of is seldom what the other is per. With the same digits it is a slip in converting.
func otherBase(a *ask, c *candidate) bool {
	u := c.value.Unit.Per
	if a.q.Per == 0 || u <= 1 || (a.q.Per == 100) == (u == 100) {
		return false
	}
	v, e := a.claimed.Number(), middle(c)
	return v == nil || e == nil || !sameDigits(v, e)
}

// ofPopulation says whether the number is a share of the population: "1.5 percent of the population".
func (s *sentence) ofPopulation(a *ask) bool {
	if s.lower(a.to) != "of" {
		return false
	}
	for i := a.to + 1; i < a.to+5; i++ {
		if w := s.lower(i); w == "population" || w == "inhabitants" || w == "residents" {
			return true
		}
	}
	return false
}

// ofPopulation says whether what a candidate was computed from has to do with population.
func (x *index) ofPopulation(c *candidate) bool {
	if c.value.Unit.Base == "inhabitant" || strings.Contains(strings.ToLower(c.title), "population") || c.stat != nil && strings.Contains(strings.ToLower(c.stat.Title), "population") {
		return true
	}
	return slices.ContainsFunc(c.obs, func(i int32) bool { return x.measures[x.measureOf(i)].words["popul"] })
}

// groupBehind says whether a figure counts a group that the sentence names only in its main clause, while the
// number is the whole in front: the 40 of "of the 40 people interviewed, 26 had been detained".
func (sc *scope) groupBehind(x *index, a *ask, c *candidate) bool {
	if c.kind != "observation" || a.class != clsCount || a.from > 3 || a.s.lower(0) != "of" {
		return false
	}
	comma := a.to
	for comma < len(a.s.tokens) && a.s.tokens[comma].Stem != "," {
		comma++
	}
	for d := range x.dims {
		dim := &x.dims[d]
		code := int32(dim.Code(int(c.obs[0])))
		if code < 0 || dim.places || dim.labels || dim.whole[code] {
			continue
		}
		for _, v := range sc.values[d] {
			if v.code == code && !v.carried && v.from > comma {
				return true
			}
		}
	}
	return false
}

// partNamed says whether the sentence names the very group that a figure counts, and where a part is named:
// behind the number if the whole stands in front ("of the interviewees, 26 had been detained").
func (sc *scope) partNamed(x *index, a *ask, c *candidate) bool {
	for d := range x.dims {
		dim := &x.dims[d]
		code := int32(dim.Code(int(c.obs[0])))
		if code < 0 || dim.places || dim.labels || dim.parent[code] < 0 {
			continue
		}
		for _, v := range sc.values[d] {
			if v.code == code && !v.carried && (!a.fronted || v.from >= a.to) {
				return true
			}
		}
	}
	return false
}

// joins says whether "and" joins two names of the study before a verb: "the critics and the supporters".
func (s *sentence) joins() bool {
	for i := range s.tokens {
		if w := s.lower(i); w != "and" && w != "plus" {
			continue
		}
		before, after := false, false
		for _, m := range s.mentions {
			if m.kind == entSource {
				continue
			}
			before = before || m.to <= i && i-m.to <= 5
			after = after || m.from > i && m.from-i <= 5
		}
		if before && after {
			return true
		}
	}
	return false
}

// sumWords says whether the sentence gives a total of several figures: "add up to", "A and B came to".
func (s *sentence) sumWords(a *ask) bool {
	several := s.joins()
	for i := range s.tokens {
		switch s.lower(i) {
		case "altogether", "together", "combined", "sum", "cast":
			return true
		case "add", "adds", "added":
			if n := s.lower(i + 1); n == "up" || n == "to" {
				return true
			}
		case "total":
			if several {
				return true
			}
		case "came", "come", "comes":
			if several && s.lower(i+1) == "to" {
				return true
			}
		case "in":
			if n := s.lower(i + 1); several && (n == "all" || n == "total") {
				return true
			}
		}
	}
	return false
}

// narrower says whether the sentence names a measure of which the candidate's is the general case: "sentenced to
// less than five years", of which the study has no figure for the year, against all who were sentenced.
func (x *index) narrower(sc *scope, c *candidate, cells []*cell) bool {
	own := &x.measures[c.m]
	for id, w := range sc.measures {
		m := &x.measures[id]
		if id == c.m || w < sc.measures[c.m]-0.25 || m.class != own.class || !sc.sure[id] || slices.ContainsFunc(cells, func(k *cell) bool { return k.chosen.m == id }) {
			continue
		}
		if strings.HasPrefix(m.Title, own.Title+" ") {
			return true
		}
		all := len(m.words) > len(own.words)
		for s := range own.words {
			all = all && m.words[s]
		}
		if all {
			return true
		}
	}
	return false
}

// far says whether a number is five times the figure or more, or a fifth or less, without its digits: beside a bare
// table the verb may count something else ("the schools excluded 212 pupils").
func far(a *ask, c *candidate) bool {
	v, e := a.claimed.Number(), middle(c)
	if a.class != clsCount || v == nil || e == nil || v.Sign() <= 0 || e.Sign() <= 0 || sameDigits(v, e) {
		return false
	}
	r := new(big.Rat).Quo(v, e)
	return r.Cmp(big.NewRat(5, 1)) >= 0 || r.Cmp(big.NewRat(1, 5)) <= 0
}

// otherColumn says whether a telling number is that of another column of the row: the population, given as the deaths.
func (x *index) otherColumn(a *ask, c *candidate) bool {
	if !unlikely(a) {
		return false
	}
	for id := range x.measures {
		if int32(id) == c.m || x.measures[id].own || x.measures[id].class != x.measures[c.m].class {
			continue
		}
		for _, j := range x.sameCell(c.obs[0], int32(id)) {
			f := x.fact(j)
			if e, ok := a.scaled(&f.q, f.class, f.one); ok && a.claimed.Judge(e, number.DefaultTolerances).Verdict == number.Supported {
				return true
			}
		}
	}
	return false
}

// partAgrees says whether a measure that counts a part of what the candidate's counts has the very number: of 118
// sailings the 15 that were cancelled, whatever the verb for it.
func (x *index) partAgrees(a *ask, c *candidate) bool {
	own := &x.measures[c.m]
	if own.own {
		return false
	}
	for id := range x.measures {
		m := &x.measures[id]
		if int32(id) == c.m || m.class != own.class || len(m.words) <= len(own.words) || m.own {
			continue
		}
		name := words.Content(strings.ReplaceAll(m.ID, "_", " "))
		if slices.ContainsFunc(words.Content(strings.ReplaceAll(own.ID, "_", " ")), func(s string) bool { return !slices.Contains(name, s) }) {
			continue
		}
		for _, j := range x.sameCell(c.obs[0], int32(id)) {
			f := x.fact(j)
			if e, ok := a.scaled(&f.q, f.class, f.one); ok && a.claimed.Judge(e, number.DefaultTolerances).Verdict == number.Supported {
				return true
			}
		}
	}
	return false
}

// vacuous says whether a figure bears a bound out only by lying far from it: fewer than 70 million votes were cast
// for him, but also 232 in another column.
func vacuous(a *ask, c *candidate) bool {
	v, e := a.claimed.Number(), middle(c)
	if a.claimed.Hedge == number.None || a.claimed.Ranged || v == nil || e == nil || v.Sign() <= 0 || e.Sign() <= 0 {
		return false
	}
	r := new(big.Rat).Quo(v, e)
	return r.Cmp(big.NewRat(20, 1)) >= 0 || r.Cmp(big.NewRat(1, 20)) <= 0
}

// without says whether the number counts those who have not: "3,600 went without the vaccine".
func (s *sentence) without(a *ask) bool {
	if a.negated {
		return true
	}
	for i := a.to; i < min(a.to+10, len(s.tokens)); i++ {
		switch s.lower(i) {
		case "without", "lacked", "lack", "lacking", "missed", "missing":
			return s.clause[i] == s.clause[max(a.to-1, 0)]
		}
	}
	return false
}

// always says whether a sentence speaks of each of several periods: "in every year from 2013 to 2024".
func (s *sentence) always() bool {
	for i := range s.tokens {
		switch s.lower(i) {
		case "every", "each":
			switch s.lower(i + 1) {
			case "year", "month", "quarter", "season", "election", "census", "survey":
				return true
			}
		case "always", "never", "throughout", "consistently":
			return true
		}
	}
	return false
}

// tiny says whether a number of one to three stands against a much larger figure: "two experts said" does not
// count the experts.
func tiny(a *ask, c *candidate) bool {
	v := a.claimed.Number()
	if a.class != clsCount || v == nil || v.Cmp(big.NewRat(3, 1)) > 0 {
		return false
	}
	e := middle(c)
	return e != nil && e.Cmp(big.NewRat(10, 1)) > 0
}

// remote says whether a claim and a figure are so far apart, without being a power of ten apart, that the
// number must be about something else.
func remote(a *ask, c *candidate) bool {
	v, e := a.claimed.Number(), middle(c)
	if v == nil || e == nil || v.Sign() <= 0 || e.Sign() <= 0 {
		return false
	}
	r := new(big.Rat).Quo(v, e)
	if r.Cmp(one) < 0 {
		r.Inv(r)
	}
	if r.Cmp(big.NewRat(15, 1)) < 0 {
		return false
	}
	return !sameDigits(v, e)
}

// sameDigits says whether two numbers show the same leading digits: a point may have moved.
func sameDigits(v, e *big.Rat) bool {
	if v.Sign() <= 0 || e.Sign() <= 0 {
		return false
	}
	r, _ := new(big.Rat).Quo(v, e).Float64()
	d := math.Log10(r)
	return math.Abs(d-math.Round(d)) < 0.0065 // 1.5 percent, as two digits show
}

// middle is the best value of a candidate, or an end of its set.
func middle(c *candidate) *big.Rat {
	switch {
	case c.evidence.Value != nil:
		return c.evidence.Value
	case c.evidence.Set.Lo != nil:
		return c.evidence.Set.Lo
	}
	return c.evidence.Set.Hi
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
