package consistency

// checkTables holds the document's tables against themselves and the prose against them.
func (c *checker) checkTables() {}
