package document

func (d *Document) language() string { return "" }
