// SHA-256 of bytes and of streams of bytes.
//
// Threads: functions are safe; one Sha256 object is for one thread. Source: FIPS 180-4, by OpenSSL. Cost: some 1 GB/s.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace meedoen {

class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void Update(std::string_view bytes);
  std::string Digest();  // 32 bytes. Once only.

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

std::string Sha256Of(std::string_view bytes);     // 32 bytes.
std::string Sha256HexOf(std::string_view bytes);  // 64 hexadecimal digits.
std::string ToHex(std::string_view bytes);

}  // namespace meedoen
