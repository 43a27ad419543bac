package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"sort"
	"strings"
)

var bundleName = regexp.MustCompile(`^(bundle\.json|ledger\.json|checkpoint|verify\.py|TEXT\.md|SHA256SUMS` +
	`|checkpoints/[0-9]{12}|policy/(published|witnessed|mutual)` +
	`|tile/(entries|[0-9]{1,2})/(x[0-9]{3}/)*[0-9]{3}(\.p/[0-9]{1,3})?` +
	`|(bodies|disclosures)/[0-9a-f]{2}/[0-9a-f]{64}\.json|process/.*)$`)

func checkSums(found files) error {
	var names []string
	for name := range found {
		if name != "SHA256SUMS" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var list strings.Builder
	for _, name := range names {
		fmt.Fprintf(&list, "%x  %s\n", sha256.Sum256(found[name]), name)
	}
	if list.String() != string(found["SHA256SUMS"]) {
		return fmt.Errorf("the files are not those of SHA256SUMS")
	}
	return nil
}

// strictJSON refuses a text that is not what its value would be written as.
func strictJSON(data []byte, into interface{}) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return err
	}
	var written bytes.Buffer
	encoder := json.NewEncoder(&written)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(into); err != nil {
		return err
	}
	if !bytes.Equal(bytes.TrimSuffix(written.Bytes(), []byte("\n")), data) {
		return fmt.Errorf("not canonical")
	}
	return nil
}

// log is what the entries say that what lies beside them is held against.
type log struct {
	origin   string
	keys     map[string]key
	policy   map[string]interface{}
	headers  map[string]map[string]interface{}
	lastText string
}

type key struct {
	algorithm string
	raw       []byte
	rp, page  string
}

func newLog(origin string) *log {
	return &log{origin: origin, keys: map[string]key{}, headers: map[string]map[string]interface{}{}}
}

func (l *log) take(index int64, entry []byte) error {
	var envelope struct {
		Payload, PayloadType string
		Signatures           []struct{ Keyid, Sig string }
	}
	value := map[string]interface{}{}
	if err := strictJSON(entry, &value); err != nil {
		return err
	}
	if err := json.Unmarshal(entry, &envelope); err != nil {
		return err
	}
	payload, err := base64.StdEncoding.Strict().DecodeString(envelope.Payload)
	if err != nil {
		return err
	}
	header := map[string]interface{}{}
	if err := strictJSON(payload, &header); err != nil {
		return err
	}
	if header["log"] != l.origin {
		return fmt.Errorf("of another register")
	}
	l.learn(header)
	pae := fmt.Sprintf("DSSEv1 %d %s %d %s", len(envelope.PayloadType), envelope.PayloadType, len(payload), payload)
	for _, each := range envelope.Signatures {
		signature, err := base64.StdEncoding.Strict().DecodeString(each.Sig)
		if known, ok := l.keys[each.Keyid]; err != nil || !ok || !known.signed([]byte(pae), signature) {
			return fmt.Errorf("the signature of %.16s does not hold", each.Keyid)
		}
	}
	if len(envelope.Signatures) == 0 {
		return fmt.Errorf("nobody signed")
	}
	sum := sha256.Sum256(append([]byte{0}, entry...))
	l.headers[hex.EncodeToString(sum[:])] = header
	if header["type"] == "process.text" {
		l.lastText = hex.EncodeToString(sum[:])
	}
	return nil
}

// learn takes up the keys and policies that an entry gives out.
func (l *log) learn(header map[string]interface{}) {
	opening, _ := header["opening"].(map[string]interface{})
	manifest, _ := header["manifest"].(map[string]interface{})
	if named, ok := opening["policy"].(map[string]interface{}); ok {
		l.policy = named
	}
	if named, ok := header["policy"].(map[string]interface{}); ok {
		l.policy = named
	}
	recovery, _ := manifest["recovery"].(map[string]interface{})
	for _, list := range []interface{}{opening["keys"], manifest["roots"], recovery["keys"]} {
		texts, _ := list.([]interface{})
		for _, text := range texts {
			l.add(text, nil, nil)
		}
	}
	roles, _ := manifest["roles"].([]interface{})
	for _, role := range roles {
		given, _ := role.(map[string]interface{})["keys"].([]interface{})
		for _, each := range given {
			one := each.(map[string]interface{})
			l.add(one["key"], one["rp"], one["origin"])
		}
	}
}

func (l *log) add(text, rp, page interface{}) {
	algorithm, encoded, _ := strings.Cut(text.(string), ":")
	raw, _ := base64.StdEncoding.Strict().DecodeString(encoded)
	site, _ := rp.(string)
	at, _ := page.(string)
	sum := sha256.Sum256(append([]byte(algorithm+"\x00"), raw...))
	l.keys[hex.EncodeToString(sum[:])] = key{algorithm, raw, site, at}
}

func (k key) signed(message, signature []byte) bool {
	switch k.algorithm {
	case "ed25519":
		return len(k.raw) == 32 && admitted(k.raw, message, signature)
	case "webauthn-es256":
		return k.asserted(message, signature)
	}
	return false
}

func (k key) asserted(message, assertion []byte) bool {
	var parts map[string]string
	if strictJSON(assertion, &parts) != nil || len(parts) != 3 {
		return false
	}
	strict := base64.RawURLEncoding.Strict()
	authenticator, err1 := strict.DecodeString(parts["authenticatorData"])
	client, err2 := strict.DecodeString(parts["clientDataJSON"])
	der, err3 := strict.DecodeString(parts["signature"])
	var said struct{ Type, Challenge, Origin string }
	if err1 != nil || err2 != nil || err3 != nil || json.Unmarshal(client, &said) != nil {
		return false
	}
	site, wanted, told := sha256.Sum256([]byte(k.rp)), sha256.Sum256(message), sha256.Sum256(client)
	if len(authenticator) < 37 || !bytes.Equal(authenticator[:32], site[:]) || authenticator[32]&5 != 5 {
		return false
	}
	if said.Type != "webauthn.get" || said.Challenge != strict.EncodeToString(wanted[:]) || said.Origin != k.page {
		return false
	}
	x, y := elliptic.Unmarshal(elliptic.P256(), k.raw)
	digest := sha256.Sum256(append(authenticator, told[:]...))
	return x != nil && ecdsa.VerifyASN1(&ecdsa.PublicKey{Curve: elliptic.P256(), X: x, Y: y}, digest[:], der)
}

// admitted is the rule of section 1.4: canonical encodings, none of low order.
func admitted(raw, message, signature []byte) bool {
	return len(signature) == 64 && canonicalPoint(raw) && canonicalPoint(signature[:32]) &&
		ed25519.Verify(raw, message, signature)
}

func canonicalPoint(encoded []byte) bool {
	y := new(big.Int)
	for i := len(encoded) - 1; i >= 0; i-- {
		y.Or(y.Lsh(y, 8), big.NewInt(int64(encoded[i])))
	}
	y.SetBit(y, 255, 0)
	p := new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 255), big.NewInt(19))
	order8, _ := new(big.Int).SetString("2707385501144840649318225287225658788936804267575313519463743609750303402022", 10)
	low := []*big.Int{big.NewInt(0), big.NewInt(1), order8, new(big.Int).Sub(p, order8), new(big.Int).Sub(p, big.NewInt(1))}
	for _, each := range low {
		if y.Cmp(each) == 0 {
			return false
		}
	}
	return y.Cmp(p) < 0
}

func (l *log) checkBeside(found files) error {
	for grade, named := range l.policy {
		data, ok := found["policy/"+grade]
		if !ok || fmt.Sprintf("%x", sha256.Sum256(data)) != named {
			return fmt.Errorf("the policy %s is not the one the register names", grade)
		}
	}
	for name, data := range found {
		var err error
		if strings.HasPrefix(name, "bodies/") {
			err = l.checkBody(name, data, found)
		} else if strings.HasPrefix(name, "disclosures/") {
			err = l.checkFields(name, data)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func (l *log) checkBody(name string, data []byte, found files) error {
	content := map[string]interface{}{}
	if err := strictJSON(data, &content); err != nil {
		return err
	}
	hash := strings.TrimSuffix(name[10:], ".json")
	header := l.headers[hash]
	committed, _ := header["body"].(map[string]interface{})
	disclosures, shown := content["disclosures"]
	if committed == nil || content["entry"] != hash || name[7:9] != hash[:2] ||
		content["release"] != header["release"] || content["media"] != committed["media"] ||
		fmt.Sprint(content["v"]) != "1" || (len(content) != 6 && !(shown && len(content) == 7)) {
		return fmt.Errorf("a body of something else")
	}
	salt, err1 := base64.StdEncoding.Strict().DecodeString(fmt.Sprint(content["salt"]))
	body, err2 := base64.StdEncoding.Strict().DecodeString(fmt.Sprint(content["body"]))
	pad := 1024
	for pad <= len(body) {
		pad *= 4
	}
	mac := hmac.New(sha256.New, salt)
	mac.Write(append(append(append([]byte{}, body...), 0x80), make([]byte, pad-len(body)-1)...))
	if err1 != nil || err2 != nil || len(salt) != 32 || fmt.Sprint(committed["pad"]) != fmt.Sprint(pad) ||
		hex.EncodeToString(mac.Sum(nil)) != committed["commit"] {
		return fmt.Errorf("not what was committed to")
	}
	members := map[string]interface{}{}
	strictJSON(body, &members)
	if hash == l.lastText {
		if err := checkProcess(members["files"], found); err != nil {
			return err
		}
	}
	return checkDisclosed(disclosures, header, members)
}

// checkProcess holds the text of the process against the digests in the newest entry about it.
func checkProcess(named interface{}, found files) error {
	digests, carried := map[string]interface{}{}, false
	for name, data := range found {
		if strings.HasPrefix(name, "process/") {
			digests[name[8:]] = fmt.Sprintf("%x", sha256.Sum256(data))
			carried = true
		}
	}
	if carried && fmt.Sprint(digests) != fmt.Sprint(named) {
		return fmt.Errorf("another text of the process")
	}
	return nil
}

func (l *log) checkFields(name string, data []byte) error {
	content := map[string]interface{}{}
	if err := strictJSON(data, &content); err != nil {
		return err
	}
	hash := strings.TrimSuffix(name[15:], ".json")
	header := l.headers[hash]
	refs, _ := header["refs"].([]interface{})
	if header["type"] != "statement.disclosed" || name[12:14] != hash[:2] || content["entry"] != refs[0] ||
		content["release"] != header["release"] || fmt.Sprint(content["v"]) != "1" || len(content) != 4 {
		return fmt.Errorf("a disclosure of something else")
	}
	if _, ok := content["disclosures"].([]interface{}); !ok {
		return fmt.Errorf("disclosures are a list")
	}
	return checkDisclosed(content["disclosures"], l.headers[refs[0].(string)], nil)
}

func checkDisclosed(texts interface{}, header, members map[string]interface{}) error {
	digests := map[string]bool{}
	committed, _ := header["_sd"].([]interface{})
	for _, digest := range committed {
		digests[fmt.Sprint(digest)] = true
	}
	list, ok := texts.([]interface{})
	if texts != nil && !ok {
		return fmt.Errorf("disclosures are a list")
	}
	for _, text := range list {
		sum := sha256.Sum256([]byte(fmt.Sprint(text)))
		if !digests[base64.RawURLEncoding.EncodeToString(sum[:])] {
			return fmt.Errorf("a field that was not committed to")
		}
		data, err := base64.RawURLEncoding.Strict().DecodeString(fmt.Sprint(text))
		var array []interface{}
		if err != nil || json.Unmarshal(data, &array) != nil || len(array) != 3 {
			return fmt.Errorf("a field that is none")
		}
		value, here := members[fmt.Sprint(array[1])]
		if here && fmt.Sprint(value) != fmt.Sprint(array[2]) {
			return fmt.Errorf("a field with two values")
		}
	}
	return nil
}
