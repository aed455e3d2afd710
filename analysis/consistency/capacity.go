package consistency

// How full something is: "built for 400 inmates, the prison held 540, an occupancy rate of 135 percent", "130
// percent of its capacity of 1,000 with 1,300 people". The words tell which of the two counts is the capacity.

// fullness names the share; roomy words before "for" say how many there is room for.
var (
	fullness = list("occupancy utilisation utilization capacity")
	roomy    = list("built designed meant intended made planned room space beds places seats accommodation")
)

// filled finds the pair for a percentage at token i that says how full something is.
func (p *passage) filled(i int) (pair, bool) {
	if !p.tellsFullness(i) {
		return pair{}, false
	}
	from, to := p.bounds(i)
	var room, held *term
	for j := from; j < to; j++ {
		t := p.num(j)
		switch {
		case t == nil || j == i:
		case !p.isCount(j) || t.Hedge != 0:
			return pair{}, false
		case p.isCapacity(j):
			if room != nil {
				return pair{}, false
			}
			room = t
		case held != nil:
			return pair{}, false
		default:
			held = t
		}
	}
	if room == nil || held == nil || !roomy[headNoun(room)+"s"] && room.Counted != "" && held.Counted != "" && room.Counted != held.Counted {
		return pair{}, false
	}
	return pair{part: held, whole: room, end: i, firm: true, level: true}, true
}

// tellsFullness says whether the percentage at i is of a capacity, or is called an occupancy.
func (p *passage) tellsFullness(i int) bool {
	if p.word(i+1) == "of" {
		k := i + 2
		for determiners[p.word(k)] || p.word(k) == "official" || p.word(k) == "design" || p.word(k) == "planned" {
			k++
		}
		return fullness[p.word(k)]
	}
	for j := i - 1; j >= i-4; j-- {
		switch w := p.word(j); w {
		case "of", "rate", "level", "was", "is", "at", "to":
		default:
			if w == "filled" || w == "full" {
				return p.closing(i + 1)
			}
			return fullness[w] && j < i-1 && p.word(j-1) != "average" && p.word(j-1) != "mean" && p.word(j-1) != "usual"
		}
	}
	return p.word(i+1) == "full" || p.word(i+1) == "occupied"
}

// isCapacity says whether the count at j is that of a capacity: built for 400, a capacity of 400.
func (p *passage) isCapacity(j int) bool {
	k := j - 1
	for determiners[p.word(k)] || p.word(k) == "up" || p.word(k) == "to" || p.word(k) == "hold" || p.word(k) == "house" {
		k--
	}
	return roomy[p.word(k)] || p.word(k) == "for" && roomy[p.word(k-1)] || p.word(k) == "of" && fullness[p.word(k-1)] || roomy[p.word(p.afterNoun(j)-1)]
}
