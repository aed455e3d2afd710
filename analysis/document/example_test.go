package document_test

import (
	"fmt"
	"log"

	"recount/analysis/document"
)

// Read a page, walk over its sentences, and say where each stands.
func ExampleRead() {
	page := `<html><body><nav>Home | 12 new</nav><main>
<h1>Births in Hotan</h1>
<p>Births fell to 990 in 2018.<sup>3</sup> The year before there had been 1,204.</p>
<table><caption>Table 1. Births</caption>
<tr><th>Place</th><th>2017</th><th>2018</th></tr>
<tr><td>Hotan</td><td>1,204</td><td>990</td></tr></table>
</main></body></html>`
	d, err := document.Read("births.html", []byte(page), document.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range d.Sentences() {
		if d.Blocks[d.BlockAt(s.Start)].Kind == document.Paragraph {
			fmt.Printf("%s: %s\n", d.Position(s.Start), d.Text[s.Start:s.End])
		}
	}
	cell := d.Tables[0].Cells[1][2]
	fmt.Println(d.Tables[0].Label, cell.RowHead, cell.ColHead, cell.Text)
	// Output:
	// births.html:3:4: Births fell to 990 in 2018.
	// births.html:3:44: The year before there had been 1,204.
	// Table 1 [Hotan] [2018] 990
}

func ExamplePlain() {
	d := document.Plain("line 7", "It fell in Sept. 2018. Dr. Li said so.")
	for _, s := range d.Sentences() {
		fmt.Println(d.Text[s.Start:s.End])
	}
	// Output:
	// It fell in Sept. 2018.
	// Dr. Li said so.
}

func ExampleDocument_Source() {
	d, err := document.Read("a.md", []byte("It was **2**43 per\n100,000 &amp; more."), document.Options{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(d.Text)
	s, ok := d.Source(7, 22)
	fmt.Println(s, ok)
	from, to, ok := d.SourceRange(7, 22)
	fmt.Println(from, to, ok)
	// Output:
	// It was 243 per 100,000 & more.
	// 243 per 100,000 true
	// 9 26 true
}
