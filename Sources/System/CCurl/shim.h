#ifndef ASST_CCURL_SHIM_H
#define ASST_CCURL_SHIM_H

#include <curl/curl.h>

// curl_easy_setopt, curl_easy_getinfo and curl_multi_setopt are variadic, which Swift cannot call:
// one typed function for each kind of argument. The parentheses keep the type-checking macros of
// curl.h out, which work on constant options only.

static inline CURLcode asst_setopt_long(CURL *handle, CURLoption option, long value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode asst_setopt_offset(CURL *handle, CURLoption option, curl_off_t value) {
  return (curl_easy_setopt)(handle, option, value);
}

// libcurl copies the string.
static inline CURLcode asst_setopt_string(CURL *handle, CURLoption option, const char *value) {
  return (curl_easy_setopt)(handle, option, value);
}

static inline CURLcode asst_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return (curl_easy_setopt)(handle, option, value);
}

// The list is borrowed: it must live as long as the handle uses it.
static inline CURLcode asst_setopt_list(CURL *handle, CURLoption option,
                                        struct curl_slist *value) {
  return (curl_easy_setopt)(handle, option, value);
}

// For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION, which share their signature.
static inline CURLcode asst_setopt_write(CURL *handle, CURLoption option,
                                         curl_write_callback callback) {
  return (curl_easy_setopt)(handle, option, callback);
}

static inline CURLcode asst_setopt_progress(CURL *handle, curl_xferinfo_callback callback) {
  return (curl_easy_setopt)(handle, CURLOPT_XFERINFOFUNCTION, callback);
}

static inline CURLcode asst_setopt_prerequest(CURL *handle, curl_prereq_callback callback) {
  return (curl_easy_setopt)(handle, CURLOPT_PREREQFUNCTION, callback);
}

static inline CURLcode asst_getinfo_long(CURL *handle, CURLINFO info, long *value) {
  return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode asst_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
  return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLcode asst_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return (curl_easy_getinfo)(handle, info, value);
}

static inline CURLMcode asst_multi_setopt_long(CURLM *handle, CURLMoption option, long value) {
  return (curl_multi_setopt)(handle, option, value);
}

#endif
