#!/bin/sh
# Makes a time-stamping authority for tests in a new folder: DIR KIND, KIND being rsa or ecdsa.
#
#   ca.pem          a root CA (and other-ca.pem, one that nobody asked)
#   chain.pem       an intermediate CA under it, and the root, not in DER's order of a set
#   tsa.pem         the authority's certificate under the root; deep.pem the same under the intermediate
#   late.pem plain.pem lax.pem wide.pem
#                   the same key with a certificate that has expired, has no extended key usage, has
#                   one that is not critical, has a second usage
#   twin.pem        the same key, issuer and serial number, another certificate
#   reply           reads a query on standard input and writes a reply; `reply SECTION` by a section of
#                   ts.cnf
set -eu
dir=$1
kind=$2
mkdir -p "$dir"
cd "$dir"
exec 2>make.log

key() {
    case $kind in
        rsa) openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out "$1" ;;
        ecdsa) openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" ;;
    esac
}

cat >ca.cnf <<'END'
[req]
distinguished_name = name
[name]
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
[middle]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
[tsa]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[plain]
basicConstraints = critical, CA:FALSE
[lax]
extendedKeyUsage = timeStamping
[wide]
extendedKeyUsage = critical, timeStamping, codeSigning
[ca]
default_ca = dated
[dated]
database = index.txt
new_certs_dir = .
default_md = sha256
rand_serial = yes
policy = any
[any]
organizationName = optional
commonName = supplied
END

for name in ca other-ca; do
    key $name.key
    openssl req -x509 -new -key $name.key -config ca.cnf -extensions root -days 3650 \
        -subj "/O=Test/CN=Test root" -out $name.pem
done
key middle.key
openssl req -new -key middle.key -config ca.cnf -subj "/O=Test/CN=Test middle" -out middle.csr
openssl x509 -req -in middle.csr -CA ca.pem -CAkey ca.key -set_serial 2 -days 3650 \
    -extfile ca.cnf -extensions middle -out middle.pem

key tsa.key
openssl req -new -key tsa.key -config ca.cnf -subj "/O=Test, and more/CN=Test clock" -out tsa.csr
# certify NAME CA SERIAL EXTENSIONS
certify() {
    openssl x509 -req -in tsa.csr -CA "$2.pem" -CAkey "$2.key" -set_serial "$3" -days 3650 \
        -extfile ca.cnf -extensions "$4" -out "$1.pem"
}
certify tsa ca 7 tsa
certify twin other-ca 7 tsa
certify deep middle 8 tsa
certify plain ca 9 plain
certify lax ca 10 lax
certify wide ca 11 wide
: >index.txt
openssl ca -batch -config ca.cnf -cert ca.pem -keyfile ca.key -in tsa.csr -notext -extfile ca.cnf \
    -extensions tsa -startdate 20190101000000Z -enddate 20200101000000Z -out late.pem
# The root before the certificate that it certifies: no order that DER would give the set.
cat ca.pem middle.pem >chain.pem

section() {
    cat <<END
[$1]
serial = serial
signer_cert = $2.pem
signer_key = tsa.key
signer_digest = $3
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
ess_cert_id_alg = $4
tsa_name = yes
END
}
{
    section sha256 tsa sha256 sha256
    section sha384 tsa sha384 sha384
    section sha512 tsa sha512 sha512
    section sha1-name tsa sha256 sha1
    section accurate tsa sha256 sha256
    echo "accuracy = secs:2, millisecs:500, microsecs:1"
    echo "clock_precision_digits = 3"
    section deep deep sha256 sha256
    echo "certs = chain.pem"
    section late late sha256 sha256
} >ts.cnf
echo 01 >serial
cat >reply <<'END'
#!/bin/sh
cd "$(dirname "$0")"
cat >query.$$
openssl ts -reply -config ts.cnf -section "${1:-sha256}" -queryfile query.$$ -out reply.$$ 2>>reply.log
status=$?
cat reply.$$
rm -f query.$$ reply.$$
exit $status
END
chmod +x reply
