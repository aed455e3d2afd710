// Package notebooks holds no code of its own: it names what the notebooks import, so that the module
// stays complete. Each notebook copies go.mod and go.sum into the folder in which its cells are built.
package notebooks

import (
	_ "github.com/go-gota/gota/dataframe"
	_ "github.com/janpfeifer/gonb/gonbui"
	_ "golang.org/x/net/html"
	_ "gonum.org/v1/gonum/stat"

	_ "recount.notebooks/show"
	_ "recount/analysis/claim"
	_ "recount/analysis/consistency"
	_ "recount/analysis/document"
	_ "recount/analysis/estimate"
	_ "recount/analysis/estimate/proportion"
	_ "recount/analysis/estimate/rate"
	_ "recount/analysis/estimate/ratio"
	_ "recount/analysis/estimate/trend"
	_ "recount/analysis/finding"
	_ "recount/analysis/number"
	_ "recount/analysis/quantity"
	_ "recount/analysis/report"
	_ "recount/analysis/statistic"
	_ "recount/datasets"
	_ "recount/figures"
)
