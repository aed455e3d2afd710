package claim

import (
	"regexp"

	"recount/datasets"
)

// yearColumn is the name of a column of a table with a column for each year: passengers_2014, passengers_2019.
var yearColumn = regexp.MustCompile(`^(.+?)[ _-]?((?:19|20)\d\d)$`)

// A column of one of several years is, for linking, a measure with a period: "passengers in 2019" means the
// column of that year, and no other.
type yearColumns struct {
	lead   []int32           // for each measure the first of its family, itself where it has none
	period []datasets.Period // for each measure of a family its year
}

// findYearColumns finds the families of columns among a study's measures: the same name but for the year, the
// same unit, and at least two of them.
func findYearColumns(measures []datasets.Measure) yearColumns {
	type family struct{ name, unit string }
	members := map[family][]int32{}
	y := yearColumns{lead: make([]int32, len(measures)), period: make([]datasets.Period, len(measures))}
	for i := range measures {
		y.lead[i] = int32(i)
		if m := yearColumn.FindStringSubmatch(measures[i].ID); m != nil {
			f := family{m[1], measures[i].Unit.Text}
			members[f] = append(members[f], int32(i))
		}
	}
	for _, ids := range members {
		if len(ids) < 2 {
			continue
		}
		for _, id := range ids {
			y.lead[id] = ids[0]
			y.period[id], _ = datasets.ParsePeriod(yearColumn.FindStringSubmatch(measures[id].ID)[2])
		}
	}
	return y
}

// measureOf returns the measure of an observation; columns of several years are one measure.
func (x *index) measureOf(i int32) int32 { return x.years.lead[x.study.MeasureOf(int(i))] }

// periodOf returns the period of an observation, which the name of its column may tell.
func (x *index) periodOf(i int32) datasets.Period {
	if p := x.study.PeriodOf(int(i)); p.Stated {
		return p
	}
	return x.years.period[x.study.MeasureOf(int(i))]
}
