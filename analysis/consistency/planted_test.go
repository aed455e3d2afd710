package consistency

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"recount/analysis/document"
	"recount/analysis/finding"
	"recount/analysis/number"
	"recount/analysis/quantity"
)

// A made document is written by a program, sound or with one number changed.
type made struct {
	text  strings.Builder
	r     *rand.Rand
	plant int    // which of the numbers that the document promises to be right is changed; −1 for none
	n     int    // promised numbers so far
	want  string // the number that was planted, as printed
}

// promise prints a number that follows from others, or plants another one in its place: a digit changed,
// two exchanged, or a place too many.
func (m *made) promise(format string, v float64) string {
	s := fmt.Sprintf(format, v)
	if format == "%d" {
		s = number.Group(fmt.Sprintf("%d", int(v)))
	}
	m.n++
	if m.n-1 != m.plant {
		return s
	}
	m.want = m.damage(s)
	return m.want
}

func (m *made) damage(s string) string {
	var at []int
	for i := range s {
		if isDigit(s[i]) {
			at = append(at, i)
		}
	}
	b := []byte(s)
	first := at[0]
	if len(at) > 1 && m.r.IntN(2) == 0 && b[at[0]] != b[at[1]] && b[at[1]] != '0' {
		b[at[0]], b[at[1]] = b[at[1]], b[at[0]] // transposed
		return string(b)
	}
	b[first] = byte('1' + (int(b[first]-'1')+1+m.r.IntN(7))%9) // another leading digit
	return string(b)
}

var (
	madePlaces = []string{"Arvik", "Bodal", "Corran", "Dyrnes", "Eidsund", "Fjellby", "Gravdal", "Hovden"}
	madeThings = []string{"members", "pupils", "boats", "dwellings", "visitors"}
)

// write makes a document of six tables and the prose about them.
func (m *made) write() {
	w := func(format string, args ...any) { fmt.Fprintf(&m.text, format, args...) }
	count := func() int { return 20 + m.r.IntN(900) }
	thing := madeThings[m.r.IntN(len(madeThings))]
	rows := 4 + m.r.IntN(4)

	w("# A made report\n\nTable 1. Number of %s by place and year\n\n| Place | 2017 | 2018 | Change (%%) |\n|---|---:|---:|---:|\n", thing)
	a, b := make([]int, rows), make([]int, rows)
	sumA, sumB := 0, 0
	for i := range rows {
		a[i], b[i] = count(), count()
		sumA, sumB = sumA+a[i], sumB+b[i]
		w("| %s | %d | %d | %s |\n", madePlaces[i], a[i], b[i], m.promise("%.1f", 100*float64(b[i]-a[i])/float64(a[i])))
	}
	w("| Total | %s | %s | %s |\n\n", m.promise("%d", float64(sumA)), m.promise("%d", float64(sumB)), m.promise("%.1f", 100*float64(sumB-sumA)/float64(sumA)))
	verb := func(x, y int) string {
		if y > x {
			return "rose"
		}
		return "fell"
	}
	if b[1] != a[1] {
		w("In %s the number of %s %s from %s in 2017 to %s in 2018, as Table 1 shows. ", madePlaces[1], thing, verb(a[1], b[1]), m.promise("%d", float64(a[1])), m.promise("%d", float64(b[1])))
	}
	w("%s had %s %s in 2018 (Table 1). In all there were %s %s in 2018.\n\n", madePlaces[2], m.promise("%d", float64(b[2])), thing, m.promise("%d", float64(sumB)), thing)

	w("Table 2. Staff by place\n\n| Place | Women | Men | All |\n|---|---:|---:|---:|\n")
	women, men := 0, 0
	for i := range rows {
		x, y := count(), count()
		women, men = women+x, men+y
		w("| %s | %d | %d | %s |\n", madePlaces[i], x, y, m.promise("%d", float64(x+y)))
	}
	w("| Total | %s | %s | %s |\n\n", m.promise("%d", float64(women)), m.promise("%d", float64(men)), m.promise("%d", float64(women+men)))

	yes, no, other := count(), count(), count()
	all := yes + no + other
	w("Table 3. Answers (N = %s)\n\n| Answer | Number | Percent |\n|---|---:|---:|\n", m.promise("%d", float64(all)))
	for _, v := range []struct {
		name string
		n    int
	}{{"Yes", yes}, {"No", no}, {"Undecided", other}} {
		w("| %s | %d | %s |\n", v.name, v.n, m.promise("%.1f", 100*float64(v.n)/float64(all)))
	}
	w("| Total | %s | 100 |\n\n", m.promise("%d", float64(all)))

	w("Table 4. Outcome by group\n\n| Outcome | Drug | Placebo |\n|---|---|---|\n")
	d, p := [3]int{count(), count(), count()}, [3]int{count(), count(), count()}
	dAll, pAll := d[0]+d[1]+d[2], p[0]+p[1]+p[2]
	for i, name := range []string{"Better", "Same", "Worse"} {
		w("| %s | %d (%s%%) | %d (%s%%) |\n", name, d[i], m.promise("%.1f", 100*float64(d[i])/float64(dAll)), p[i], m.promise("%.1f", 100*float64(p[i])/float64(pAll)))
	}
	w("| Total | %s | %s |\n\n", m.promise("%d", float64(dAll)), m.promise("%d", float64(pAll)))

	w("Table 5. Fires and inhabitants\n\n| County | Fires | Inhabitants | Fires per 1,000 |\n|---|---:|---:|---:|\n")
	for i := range rows {
		fires, people := count(), 10_000+m.r.IntN(80_000)
		w("| %s | %d | %s | %s |\n", madePlaces[i], fires, number.Group(fmt.Sprint(people)), m.promise("%.2f", 1000*float64(fires)/float64(people)))
	}
	w("\nNothing else was counted.\n")
}

// findings of a made document that are refuted.
func (m *made) refuted(t *testing.T) []finding.Finding {
	doc, err := document.Read("made.md", []byte(m.text.String()), document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []finding.Finding
	for _, f := range Check(doc, quantity.Scan(nil, doc.Text)) {
		if f.Verdict == finding.Refuted {
			out = append(out, f)
		}
	}
	return out
}

// TestPlanted changes one number in each of many made documents. A sound document must be left alone; a
// planted number must be pointed at, itself or the total it should give, in nine of ten.
func TestPlanted(t *testing.T) {
	const documents = 60
	var planted, found, extra int
	for seed := range uint64(documents) {
		sound := made{r: rand.New(rand.NewPCG(seed, 1)), plant: -1}
		sound.write()
		for _, f := range sound.refuted(t) {
			extra++
			t.Errorf("seed %d, sound: %q: %s", seed, f.Text, f.Message)
		}
		for _, plant := range []int{int(seed) % sound.n, int(seed*7+3) % sound.n} {
			m := made{r: rand.New(rand.NewPCG(seed, 1)), plant: plant}
			m.write()
			planted++
			hit := false
			fs := m.refuted(t)
			for _, f := range fs {
				hit = hit || strings.TrimSuffix(f.Text, "%") == m.want || strings.Contains(f.Message, m.want)
			}
			if hit {
				found++
			} else {
				t.Logf("seed %d: %q planted as number %d is not found; %d findings", seed, m.want, plant, len(fs))
			}
		}
	}
	t.Logf("%d of %d planted numbers found, %d false", found, planted, extra)
	if found*10 < planted*9 {
		t.Errorf("%d of %d planted numbers found, want nine of ten", found, planted)
	}
}
