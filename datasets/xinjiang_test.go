package datasets_test

import (
	"testing"

	"recount/datasets"
)

func TestXinjiangOpens(t *testing.T) {
	s, err := datasets.Open("xinjiang")
	if err != nil {
		t.Fatal(err)
	}
	t.Log(s.Len(), s.Notes)
}
