package main

import (
	"fmt"

	"recount/analysis/document"
	"recount/analysis/quantity"
)

// maxNumbers bounds the numbers of one document that is checked. Each becomes a finding, which takes two
// thousand times the memory of a digit: a few megabytes of nothing but numbers would take all there is.
const maxNumbers = 500_000

// boundNumbers refuses a document of too many numbers. They are counted piece by piece, as long as what is left
// could hold so many, so nothing is counted of what people write.
func boundNumbers(doc *document.Document) error {
	const piece = 64 << 10
	var qs []quantity.Quantity
	found, text := 0, doc.Text
	for found+len(text)/2 > maxNumbers { // a number takes a digit and what sets it apart
		n := cutAt([]byte(text[:min(piece, len(text))]))
		qs = scan(qs[:0], text[:n])
		if found += len(qs); found > maxNumbers {
			return fmt.Errorf("has more than %d numbers, want at most that many in one document: check its parts, or look through them with recount extract", maxNumbers)
		}
		text = text[n:]
	}
	return nil
}
