package document

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"
)

// readMHTML reads a page that a browser saved as one file: the first part that is HTML.
func readMHTML(d *Document, data []byte, opt Options) error {
	head, body, err := mimeHead(data)
	if err != nil {
		return err
	}
	page, header, err := firstPage(head, body, opt, 0)
	if err != nil {
		return err
	}
	src, c, err := decodeHTML(page)
	if err != nil {
		return err
	}
	d.noteCoding(c)
	if err := writeHTML(newBuilder(d, opt, &part{data: src}), src); err != nil {
		return err
	}
	d.URL = first(head.Get("Snapshot-Content-Location"), d.URL, header.Get("Content-Location"))
	n := 0
	for i := range d.Blocks {
		if d.Blocks[i].Kind != Footnote {
			n++
			d.Blocks[i].Paragraph = n
		}
	}
	return nil
}

func mimeHead(data []byte) (textproto.MIMEHeader, []byte, error) {
	data = bytes.TrimLeft(data, " \t\r\n")
	r := bufio.NewReader(io.LimitReader(bytes.NewReader(data), 1<<20))
	head, err := textproto.NewReader(r).ReadMIMEHeader()
	if err != nil && len(head) == 0 {
		return nil, nil, errors.New("no MIME header: not a saved page")
	}
	_, body, ok := bytes.Cut(data, []byte("\r\n\r\n"))
	if b, rest, cut := bytes.Cut(data, []byte("\n\n")); cut && (!ok || len(b) < len(data)-len(body)) {
		body = rest
	}
	return head, body, nil
}

// firstPage finds the first part that is HTML, in parts of parts as well.
func firstPage(head textproto.MIMEHeader, body []byte, opt Options, depth int) ([]byte, textproto.MIMEHeader, error) {
	kind, params, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil {
		return nil, nil, fmt.Errorf("content type %q: %w", head.Get("Content-Type"), err)
	}
	if kind == "text/html" || kind == "application/xhtml+xml" {
		page, err := transferred(head.Get("Content-Transfer-Encoding"), body, opt)
		return page, head, err
	}
	if !strings.HasPrefix(kind, "multipart/") || params["boundary"] == "" || depth > 4 {
		return nil, nil, errors.New("no HTML in the saved page")
	}
	parts := multipart.NewReader(bytes.NewReader(body), params["boundary"])
	for range 1000 {
		p, err := parts.NextRawPart()
		if err != nil {
			break
		}
		content, err := io.ReadAll(io.LimitReader(p, opt.MaxBytes))
		if err != nil && len(content) == 0 {
			break
		}
		if page, header, err := firstPage(p.Header, content, opt, depth+1); err == nil {
			return page, header, nil
		}
	}
	return nil, nil, errors.New("no HTML in the saved page, or it is cut short")
}

// transferred undoes the encoding for transfer. A part that is cut short is read as far as it goes.
func transferred(encoding string, body []byte, opt Options) ([]byte, error) {
	var r io.Reader = bytes.NewReader(body)
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		r = quotedprintable.NewReader(r)
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, r)
	}
	page, err := io.ReadAll(io.LimitReader(r, opt.MaxBytes))
	if err != nil && len(page) == 0 {
		return nil, err
	}
	return page, nil
}
