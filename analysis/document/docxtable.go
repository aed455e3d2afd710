package document

import (
	"encoding/xml"
)

func (r *docxReader) row() error {
	if len(r.open) == 0 {
		return r.x.children(r.element, nil)
	}
	g := r.open[len(r.open)-1]
	removed, head, before, begun := false, false, 0, false
	err := r.x.children(func(e xml.StartElement) error {
		if e.Name.Local == "trPr" {
			return r.x.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "tblHeader":
					head = attr(e, "val") != "0" && attr(e, "val") != "false"
				case "del":
					removed = true
				case "gridBefore":
					before = atoi(attr(e, "val"))
				}
				return r.x.skip()
			}, nil)
		}
		if removed {
			r.deleted = true
			return r.x.skip()
		}
		if !begun {
			begun = true
			r.beginRow()
			r.skipCells(before)
			if head && g.headRows == g.row {
				g.headRows++
			}
		}
		return r.element(e)
	}, nil)
	if begun {
		r.endRow()
	}
	return err
}

func (r *docxReader) cell() error {
	if len(r.open) == 0 {
		return r.x.children(r.element, nil)
	}
	span, goesOn, begun := 1, false, false
	err := r.x.children(func(e xml.StartElement) error {
		if e.Name.Local == "tcPr" {
			return r.x.children(func(e xml.StartElement) error {
				switch e.Name.Local {
				case "gridSpan":
					span = atoi(attr(e, "val"))
				case "vMerge":
					goesOn = attr(e, "val") != "restart"
				}
				return r.x.skip()
			}, nil)
		}
		if !begun {
			begun = true
			if goesOn && r.mergeUp(span) {
				return r.x.skip()
			}
			goesOn = false
			r.beginCell(1, span, false)
		} else if goesOn {
			return r.x.skip()
		}
		return r.element(e)
	}, nil)
	switch {
	case !begun && !(goesOn && r.mergeUp(span)):
		r.beginCell(1, span, false)
		r.endCell()
	case begun && !goesOn:
		r.endCell()
	}
	return err
}
