package claim

import (
	"fmt"
	"math/big"
	"strings"

	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/analysis/statistic"
)

// Bindings are the instructions that an author wrote beside numbers: which statistic or observation a
// number is, or that it is to be left alone. The key is the position of the quantity.
type bindings map[int]string

// bind finds for each comment the quantity that it follows: the last one that ends before it, in the same
// sentence's reach.
func bind(doc *document.Document, qs []quantity.Quantity) bindings {
	if len(doc.Comments) == 0 {
		return nil
	}
	b := bindings{}
	for _, c := range doc.Comments {
		for i := len(qs) - 1; i >= 0; i-- {
			if qs[i].Start >= c.Offset {
				continue
			}
			if c.Offset-qs[i].End <= maxBindingGap {
				b[i] = c.Text
			}
			break
		}
	}
	return b
}

// maxBindingGap is how far a comment may stand behind its number, in bytes: the counted noun may lie between.
const maxBindingGap = 80

// Ignored returns the reason that a binding gives for leaving a number alone.
func ignored(text string) (string, bool) {
	word, reason, _ := strings.Cut(text, " ")
	return strings.TrimSpace(reason), word == "ignore"
}

// bound judges a number that its author bound to a statistic or an observation.
func (r *reading) bound(k, i int, text string) {
	q := &r.qs[i]
	if reason, ok := ignored(text); ok {
		r.leave(i, finding.NotStatistic)
		f := &r.out[len(r.out)-1]
		if reason == "" {
			reason = "no reason given"
		}
		f.AddNote("ignored", "left alone at the author's word: "+reason)
		return
	}
	a := r.s.asks(k, r.qs)
	sc := scope{values: make([][]near, len(r.x.dims))}
	c, err := r.x.byID(&a, strings.Fields(text))
	if err != nil {
		r.leave(i, finding.NoData)
		r.out[len(r.out)-1].AddNote("binding", err.Error())
		return
	}
	claimed := a.claimed
	if g := r.x.group(c); g != nil && claimed.Den > 0 {
		claimed.Group = g
	}
	if unsigned(c, &a, claimed) {
		c.evidence = c.evidence.Scale(big.NewRat(-1, 1))
	}
	a.held = claimed.Case(r.opt.Tolerances)
	c.outcome = a.held.Judge(c.evidence)
	d := decision{considered: 1, chosen: c}
	switch c.outcome.Verdict {
	case number.Supported:
		d.verdict, d.reason = finding.Supported, finding.Reason(c.outcome.Reason)
		r.x.notes(&d, &a)
	case number.Refuted:
		reason, grade := a.claimed.Diagnose(c.evidence, c.readings, r.opt.Tolerances)
		d.verdict, d.reason, d.grade = finding.Refuted, finding.Reason(reason), finding.Grade(grade)
		r.x.notes(&d, &a)
	default:
		d.verdict, d.reason = finding.Undecided, finding.Straddles
	}
	r.out = append(r.out, r.found(q, &a, &sc, d))
}

// unsigned says whether the number is the size of a fall, which the verb gives its direction: "fell by 48.7
// percent", bound to a change of −48.7. Said to rise, it is not.
func unsigned(c *candidate, a *ask, claimed number.Claimed) bool {
	if c.stat == nil || c.evidence.Set.Hi == nil || c.evidence.Set.Hi.Sign() > 0 || a.q.Direction > 0 {
		return false
	}
	return claimed.Value.Sign() >= 0 && claimed.Low.Sign() >= 0
}

// byID returns the candidate that an id names.
func (x *index) byID(a *ask, fields []string) (*candidate, error) {
	if len(fields) == 0 {
		return nil, fmt.Errorf("the comment names nothing: want the id of a statistic or an observation, or ignore and a reason")
	}
	id := fields[0]
	for k := range x.stats {
		if n := &x.stats[k]; n.r.ID == id {
			v := statistic.Quantity{Value: n.r.Value, Interval: n.r.Interval, Unit: n.r.Unit}
			e, ok := a.toClaim(v)
			if !ok {
				return nil, fmt.Errorf("statistic %q is in %s; the number is not", id, n.r.Unit.Name)
			}
			return &candidate{score: 1, evidence: e, value: v, obs: n.obs, stat: n.r, formula: n.r.FormulaASCII(), title: n.r.Title, kind: "statistic", timed: true}, nil
		}
	}
	i, ok := x.study.Find(strings.Join(fields, " ")) // "rainfall (mm)/Old Mill/2023"
	if !ok {
		i, ok = x.study.Find(id)
	}
	if ok {
		f := x.fact(int32(i))
		e, fits := a.toClaim(f.q)
		if !fits {
			return nil, fmt.Errorf("observation %q is in %s; the number is not", id, f.o.Unit.Name)
		}
		return &candidate{score: 1, evidence: e, value: f.q, obs: []int32{int32(i)}, title: f.title, kind: "observation", timed: true, m: x.measureOf(int32(i))}, nil
	}
	return nil, fmt.Errorf("%q is no statistic or observation of the study", id)
}
