// Reads JSON texts, each as base64 on a line of its own, and writes each anew as RFC 8785 says.
package main

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
)

func text(out *strings.Builder, value string) {
	short := map[rune]string{'"': `\"`, '\\': `\\`, '\b': `\b`, '\t': `\t`, '\n': `\n`, '\f': `\f`, '\r': `\r`}
	out.WriteByte('"')
	for _, char := range value {
		if escape, found := short[char]; found {
			out.WriteString(escape)
		} else if char < 0x20 {
			fmt.Fprintf(out, `\u%04x`, char)
		} else {
			out.WriteRune(char)
		}
	}
	out.WriteByte('"')
}

func write(out *strings.Builder, value interface{}) {
	switch it := value.(type) {
	case string:
		text(out, it)
	case []interface{}:
		for n, part := range it {
			out.WriteString("[,"[min(n, 1) : min(n, 1)+1])
			write(out, part)
		}
		out.WriteString("[]"[min(len(it), 1):])
	case map[string]interface{}:
		names := make([]string, 0, len(it))
		for name := range it {
			names = append(names, name)
		}
		sort.Strings(names)
		for n, name := range names {
			out.WriteString("{,"[min(n, 1) : min(n, 1)+1])
			text(out, name)
			out.WriteByte(':')
			write(out, it[name])
		}
		out.WriteString("{}"[min(len(it), 1):])
	case float64:
		fmt.Fprintf(out, "%.0f", it)
	case nil:
		out.WriteString("null")
	default:
		fmt.Fprint(out, it)
	}
}

func min(a, b int) int {
	if a < b {
		return a
	}
	return b
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		data, err := base64.StdEncoding.DecodeString(lines.Text())
		check(err)
		var value interface{}
		check(json.NewDecoder(bytes.NewReader(data)).Decode(&value))
		var out strings.Builder
		write(&out, value)
		fmt.Println(base64.StdEncoding.EncodeToString([]byte(out.String())))
	}
	check(lines.Err())
}
