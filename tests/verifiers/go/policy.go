package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// policy says whose signatures make a checkpoint count (C2SP tlog-policy).
type policy struct {
	logs      map[string]note.Verifier // by vkey
	witnesses map[string]note.Verifier // by name in the policy
	groups    []group
	quorum    string
}

type group struct {
	name    string
	k       int
	members []string
}

func readPolicy(text []byte) (*policy, error) {
	p := &policy{logs: map[string]note.Verifier{}, witnesses: map[string]note.Verifier{}}
	for _, line := range strings.Split(string(text), "\n") {
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		if err := p.line(words[0], words[1:]); err != nil {
			return nil, fmt.Errorf("policy line %q: %w", line, err)
		}
	}
	if p.quorum == "" {
		return nil, fmt.Errorf("the policy has no quorum")
	}
	return p, nil
}

func (p *policy) line(what string, words []string) (err error) {
	switch what {
	case "log":
		p.logs[words[0]], err = note.NewVerifier(words[0])
	case "witness":
		p.witnesses[words[0]], err = newCosigner(words[1])
	case "group":
		k, members := 0, words[2:]
		switch words[1] {
		case "any":
			k = 1
		case "all":
			k = len(members)
		default:
			k, err = strconv.Atoi(words[1])
		}
		p.groups = append(p.groups, group{words[0], k, members})
	case "quorum":
		p.quorum = words[0]
	default:
		err = fmt.Errorf("unknown")
	}
	return err
}

func (p *policy) trusts(log string) bool { return p.logs[log] != nil }

func (p *policy) verifiers() note.Verifiers {
	var all []note.Verifier
	for _, log := range p.logs {
		all = append(all, log)
	}
	for _, witness := range p.witnesses {
		all = append(all, witness)
	}
	return note.VerifierList(all...)
}

// open is the tree of a checkpoint that the log and a quorum of witnesses have signed.
func (p *policy) open(data []byte, origin string) (tlog.Tree, error) {
	tree, signed, err := p.read(data, origin)
	if err != nil {
		return tree, err
	}
	met := map[string]bool{"none": true}
	for name, witness := range p.witnesses {
		met[name] = signed[id(witness)]
	}
	for _, group := range p.groups {
		count := 0
		for _, member := range group.members {
			if met[member] {
				count++
			}
		}
		met[group.name] = count >= group.k
	}
	if !met[p.quorum] {
		return tree, fmt.Errorf("the quorum is not reached")
	}
	return tree, nil
}

func (p *policy) signedByLog(data []byte, origin string) (tlog.Tree, error) {
	tree, _, err := p.read(data, origin)
	return tree, err
}

func (p *policy) read(data []byte, origin string) (tlog.Tree, map[string]bool, error) {
	if err := onlySpelling(string(data)); err != nil {
		return tlog.Tree{}, nil, err
	}
	opened, err := note.Open(data, p.verifiers())
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != origin {
		return tlog.Tree{}, nil, fmt.Errorf("a checkpoint of something else")
	}
	// tlog.ParseTree wants the first line of the checksum database.
	tree, err := tlog.ParseTree([]byte("go.sum database tree\n" + strings.Join(lines[1:], "\n")))
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	signed := map[string]bool{}
	for _, sig := range opened.Sigs {
		signed[fmt.Sprint(sig.Name, sig.Hash)] = true
	}
	for _, log := range p.logs {
		if log.Name() == origin && signed[id(log)] {
			return tree, signed, nil
		}
	}
	return tree, signed, fmt.Errorf("the log has not signed")
}

func id(v note.Verifier) string { return fmt.Sprint(v.Name(), v.KeyHash()) }

// onlySpelling refuses base64 with unused bits, which note.Open lets pass, and lines that name
// one key twice, of which it reads the first only.
func onlySpelling(data string) error {
	seen := map[string]bool{}
	_, below, _ := cutLast(data, "\n\n")
	for _, line := range strings.Split(strings.TrimSuffix(below, "\n"), "\n") {
		words := strings.Split(line, " ")
		if len(words) != 3 {
			return fmt.Errorf("a signature line is malformed")
		}
		signature, err := base64.StdEncoding.Strict().DecodeString(words[2])
		if err != nil || len(signature) < 5 {
			return fmt.Errorf("a signature is not base64")
		}
		key := words[1] + string(signature[:4])
		if seen[key] {
			return fmt.Errorf("a key signed twice")
		}
		seen[key] = true
	}
	if hash := strings.Split(data, "\n"); len(hash) > 2 {
		if _, err := base64.StdEncoding.Strict().DecodeString(hash[2]); err != nil {
			return fmt.Errorf("the root is not base64")
		}
	}
	return nil
}

func cutLast(text, by string) (before, after string, found bool) {
	at := strings.LastIndex(text, by)
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+len(by):], true
}

// cosigner verifies cosignatures by a witness (C2SP tlog-cosignature, type 0x04).
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newCosigner(vkey string) (*cosigner, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, fmt.Errorf("no verifier key")
	}
	data, err := base64.StdEncoding.Strict().DecodeString(parts[2])
	if err != nil || len(data) != 33 || data[0] != 4 {
		return nil, fmt.Errorf("no key of a witness")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), data...))
	hash := binary.BigEndian.Uint32(sum[:4])
	if fmt.Sprintf("%08x", hash) != parts[1] {
		return nil, fmt.Errorf("the hash of the key is wrong")
	}
	return &cosigner{parts[0], hash, data[1:]}, nil
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }

func (c *cosigner) Verify(text, signature []byte) bool {
	if len(signature) != 72 {
		return false
	}
	at := binary.BigEndian.Uint64(signature)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", at, text)
	return at < 1<<63 && admitted(c.key, []byte(message), signature[8:])
}
