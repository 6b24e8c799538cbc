#include "core/base/checksum.h"

#include <openssl/evp.h>

#include "absl/strings/escaping.h"

namespace meedoen {

struct Sha256::Context {
  EVP_MD_CTX* digest = EVP_MD_CTX_new();
  ~Context() { EVP_MD_CTX_free(digest); }
};

Sha256::Sha256() : context_(std::make_unique<Context>()) { EVP_DigestInit_ex(context_->digest, EVP_sha256(), nullptr); }

Sha256::~Sha256() = default;

void Sha256::Update(std::string_view bytes) { EVP_DigestUpdate(context_->digest, bytes.data(), bytes.size()); }

std::string Sha256::Digest() {
  std::string out(32, '\0');
  EVP_DigestFinal_ex(context_->digest, reinterpret_cast<unsigned char*>(out.data()), nullptr);
  return out;
}

std::string Sha256Of(std::string_view bytes) {
  Sha256 sha;
  sha.Update(bytes);
  return sha.Digest();
}

std::string ToHex(std::string_view bytes) { return absl::BytesToHexString({bytes.data(), bytes.size()}); }

std::string Sha256HexOf(std::string_view bytes) { return ToHex(Sha256Of(bytes)); }

}  // namespace meedoen
