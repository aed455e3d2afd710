package canvas

import "unicode/utf8"

// appendXML escapes text for element content and quoted attributes. What XML 1.0 cannot hold (control
// characters, broken UTF-8) becomes U+FFFD.
func appendXML(b []byte, s string) []byte {
	for _, r := range s {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '"':
			b = append(b, "&quot;"...)
		case r < ' ' && r != '\t' && r != '\n' && r != '\r', r == 0xfffe, r == 0xffff:
			b = utf8.AppendRune(b, utf8.RuneError)
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// receiptNS names our own terms in RDF and XMP; it is a name, not an address.
const receiptNS = "urn:recount:receipt:1"

// appendMetadata writes what the file is and comes from, as RDF.
func appendMetadata(b []byte, d Doc) []byte {
	b = append(b, `<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:recount="`+receiptNS+`"><rdf:Description rdf:about=""`...)
	b = append(b, "><dc:title>"...)
	b = append(appendXML(b, d.Title), "</dc:title>"...)
	if d.Source != "" {
		b = append(appendXML(append(b, "<dc:source>"...), d.Source), "</dc:source>"...)
	}
	if d.Receipt != "" {
		b = append(appendXML(append(b, "<recount:receipt>"...), d.Receipt), "</recount:receipt>"...)
	}
	return append(b, "</rdf:Description></rdf:RDF></metadata>\n"...)
}
