package against
import ("testing";"fmt";"recount/analysis/document";"recount/analysis/quantity";"recount/analysis/number")
func TestD(t *testing.T){ s:=sources(t,ledger); text:="Herring made up 31% of the catch once the nets were changed."
 doc:=document.Plain("a",text); qs:=quantity.Scan(nil,text); tk:=tokensOf(doc,doc.Sentences()[0])
 p,a,d,n:=s.matches(tk,&qs[0],number.DefaultTolerances); fmt.Printf("%+v\n%+v\n%+v\n%d %v\n",p,a,d,n,around(tk,&qs[0]))
 fmt.Println(s.likely(around(tk,&qs[0])))
 for _,e:=range s.entries{fmt.Printf("%+v\n",e.q)}}
